// What every node reaches, by the C library igraph: igraph_subcomponent() from each.
//
//   igraph GRAPH    GRAPH and the answers as in bfs.cpp
//
// igraph_bfs() does the same and fills in more; igraph_subcomponent() is the faster of the two.
#include <igraph/igraph.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint32_t *read_numbers(FILE *file, size_t count) {
  uint32_t *numbers = malloc((count + 1) * sizeof(uint32_t));
  if (numbers == NULL || fread(numbers, sizeof(uint32_t), count, file) != count) exit(2);
  return numbers;
}

static int64_t nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static void read_graph(const char *path, igraph_t *graph) {
  FILE *file = fopen(path, "rb");
  if (file == NULL) exit(2);
  const uint32_t *sizes = read_numbers(file, 2);
  const uint32_t *starts = read_numbers(file, (size_t)sizes[0] + 1);
  const uint32_t *targets = read_numbers(file, sizes[1]);
  fclose(file);
  igraph_vector_int_t edges;
  igraph_vector_int_init(&edges, 2 * (igraph_integer_t)sizes[1]);
  for (uint32_t node = 0; node < sizes[0]; node++) {
    for (uint32_t edge = starts[node]; edge < starts[node + 1]; edge++) {
      VECTOR(edges)[2 * (size_t)edge] = node;
      VECTOR(edges)[2 * (size_t)edge + 1] = targets[edge];
    }
  }
  igraph_create(graph, &edges, sizes[0], IGRAPH_DIRECTED);
  igraph_vector_int_destroy(&edges);
}

int main(int count, char **arguments) {
  if (count != 2) {
    fprintf(stderr, "usage: igraph GRAPH\n");
    return 2;
  }
  igraph_t graph;
  read_graph(arguments[1], &graph);
  igraph_vector_int_t reached;
  igraph_vector_int_init(&reached, 0);
  while (getchar() != EOF) {
    const int64_t start = nanoseconds();
    uint64_t checksum = 0;
    for (igraph_integer_t source = 0; source < igraph_vcount(&graph); source++) {
      igraph_subcomponent(&graph, &reached, source, IGRAPH_OUT);
      checksum += (uint64_t)(source % 1009 + 1) * (uint64_t)igraph_vector_int_size(&reached);
    }
    printf("%" PRId64 " %" PRIu64 "\n", nanoseconds() - start, checksum);
    fflush(stdout);
  }
}
