#!/bin/sh
# A sweep on Slurm: an array job solves the shards.
#
#   GRAPH=faultline.yaml FOLDER=shards
#   sweep=$(sbatch --parsable --export=ALL,GRAPH="$GRAPH",FOLDER="$FOLDER" slurm-array.sh)
#   sbatch --dependency="afterok:$sweep" --wrap "faultline merge '$FOLDER/shard-*.json' --output sweep.json"
#
#SBATCH --job-name=faultline-sweep
#SBATCH --array=1-8
#SBATCH --cpus-per-task=2
#SBATCH --mem=2G
#SBATCH --time=01:00:00
set -eu

mkdir -p "$FOLDER"
faultline sweep --graph "$GRAPH" \
  --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" \
  --output "$FOLDER/shard-$SLURM_ARRAY_TASK_ID.json"
