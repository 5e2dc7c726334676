/** The document that `faultline init` writes. */

export const STARTER = `# A Faultline document: what there is, and what it needs. "faultline validate" checks it.
# Editors complete it with the schema that "faultline schema > faultline.schema.json" writes:
# yaml-language-server: $schema=faultline.schema.json
faultline: 1
title: My first blast radius
# use: [aws] # then name aws/eu-west-1/lambda, and what it stands on comes along: see "faultline providers"

nodes:
  # Where things run. "in" says so: if the region drops, all that runs in it does.
  cloud/region-1:
    kind: region
  cloud/region-1/zone-a:
    kind: zone
    in: cloud/region-1
  cloud/region-1/zone-b:
    kind: zone
    in: cloud/region-1

  # Apps are what people miss. Owner, tier and cost make the answers useful.
  shop:
    kind: app
    owner: web-team
    tier: 1
    costPerHour: 50000
    dependsOn:
      - checkout # hard: its state passes through
      - { node: recommendations, impact: degraded } # soft: can do no worse than this

  checkout:
    kind: service
    dependsOn:
      # Redundant: any of these is enough. The switch takes two minutes.
      - { anyOf: [db-a, db-b], failover: 2m, why: orders }
      # Two of three caches carry the load; fewer only make it slow.
      - { atLeast: 2, of: [cache-1, cache-2, cache-3], impact: degraded }
      # Needed to start, not to go on running.
      - { node: registry, needed: start, why: images }

  recommendations:
    kind: service
    in: cloud/region-1/zone-b

  db-a:
    kind: database
    in: cloud/region-1/zone-a
  db-b:
    kind: database
    in: cloud/region-1/zone-b

  cache-1:
    kind: cache
    in: cloud/region-1/zone-a
  cache-2:
    kind: cache
    in: cloud/region-1/zone-a
  cache-3:
    kind: cache
    in: cloud/region-1/zone-b

  registry:
    kind: external

scenarios:
  zone-a-drops:
    title: Zone A drops
    faults:
      - { fail: cloud/region-1/zone-a, until: 1h }
`;
