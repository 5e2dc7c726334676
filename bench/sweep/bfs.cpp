// What plain breadth-first searches from every node cost: which nodes can be reached from each, over arrays, in C++.
//
//   bfs GRAPH    GRAPH is a file of 32-bit numbers: nodes, edges, starts[nodes + 1], targets[edges]
//
// Each line on standard input asks for all searches once. The answer is a line: nanoseconds, and a checksum, the sum of
// (source % 1009 + 1) x (nodes reached, the source among them). Marks are the number of the search, so that none is ever
// cleared: of the ways to keep them that we tried the fastest.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "../graph.hpp"

class Searches {
public:
  explicit Searches(const Graph &graph)
      : graph(graph), nodes(graph.starts.size() - 1), seen(nodes), queue(nodes) {}

  uint64_t from_all() {
    uint64_t checksum = 0;
    for (uint32_t source = 0; source < nodes; source++) checksum += (source % 1009 + 1) * reached_from(source);
    return checksum;
  }

private:
  uint64_t reached_from(uint32_t source) {
    const uint32_t mark = ++searches;
    size_t head = 0, tail = 0;
    seen[source] = mark;
    queue[tail++] = source;
    while (head < tail) {
      const uint32_t node = queue[head++];
      for (uint32_t edge = graph.starts[node]; edge < graph.starts[node + 1]; edge++) {
        const uint32_t target = graph.targets[edge];
        if (seen[target] == mark) continue;
        seen[target] = mark;
        queue[tail++] = target;
      }
    }
    return tail;
  }

  const Graph &graph;
  const size_t nodes;
  uint32_t searches = 0;
  std::vector<uint32_t> seen;
  std::vector<uint32_t> queue;
};

int main(int count, char **arguments) {
  Graph graph;
  if (count != 2 || !read_graph(arguments[1], graph)) {
    std::fprintf(stderr, "usage: bfs GRAPH\n");
    return 2;
  }
  Searches searches(graph);
  while (std::getchar() != EOF) {
    const auto start = std::chrono::steady_clock::now();
    const uint64_t checksum = searches.from_all();
    const auto taken = std::chrono::steady_clock::now() - start;
    std::printf("%lld %llu\n", (long long)std::chrono::duration_cast<std::chrono::nanoseconds>(taken).count(),
                (unsigned long long)checksum);
    std::fflush(stdout);
  }
}
