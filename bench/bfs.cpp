// What a plain breadth-first search costs: which nodes can be reached from one, over arrays, in C++.
//
//   bfs GRAPH    GRAPH is a file of 32-bit numbers: nodes, edges, starts[nodes + 1], targets[edges]
//
// Each line on standard input is a node to start from. The answer is a line: nanoseconds, and how many nodes were
// reached. The process stays, so that its rounds can take turns with those it is compared to. Its arrays stay too:
// only the search itself is timed, and the clearing of its marks.
#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <vector>

#include "graph.hpp"

class Search {
public:
  explicit Search(const Graph &graph) : graph(graph), seen(graph.starts.size() - 1), queue(graph.starts.size() - 1) {}

  size_t reached_from(uint32_t source) {
    std::fill(seen.begin(), seen.end(), 0);
    size_t head = 0, tail = 0;
    seen[source] = 1;
    queue[tail++] = source;
    while (head < tail) {
      const uint32_t node = queue[head++];
      for (uint32_t edge = graph.starts[node]; edge < graph.starts[node + 1]; edge++) {
        const uint32_t target = graph.targets[edge];
        if (seen[target]) continue;
        seen[target] = 1;
        queue[tail++] = target;
      }
    }
    return tail;
  }

private:
  const Graph &graph;
  std::vector<uint8_t> seen;
  std::vector<uint32_t> queue;
};

int main(int count, char **arguments) {
  Graph graph;
  if (count != 2 || !read_graph(arguments[1], graph)) {
    std::fprintf(stderr, "usage: bfs GRAPH\n");
    return 2;
  }
  Search search(graph);
  unsigned source;
  while (std::scanf("%u", &source) == 1) {
    const auto start = std::chrono::steady_clock::now();
    const size_t reached = search.reached_from(source);
    const auto taken = std::chrono::steady_clock::now() - start;
    std::printf("%lld %zu\n", (long long)std::chrono::duration_cast<std::chrono::nanoseconds>(taken).count(), reached);
    std::fflush(stdout);
  }
}
