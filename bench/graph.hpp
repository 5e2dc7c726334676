// A graph as arrays, from a file: where the targets of each node start, and the targets, as 32-bit numbers.
#pragma once
#include <cstdint>
#include <cstdio>
#include <vector>

struct Graph {
  std::vector<uint32_t> starts;
  std::vector<uint32_t> targets;
};

static bool read_numbers(std::FILE *file, std::vector<uint32_t> &numbers, size_t count) {
  numbers.resize(count);
  return std::fread(numbers.data(), sizeof(uint32_t), count, file) == count;
}

static bool read_graph(const char *path, Graph &graph) {
  std::FILE *file = std::fopen(path, "rb");
  if (file == nullptr) return false;
  std::vector<uint32_t> sizes;
  const bool whole = read_numbers(file, sizes, 2) && read_numbers(file, graph.starts, size_t{sizes[0]} + 1) &&
                     read_numbers(file, graph.targets, sizes[1]);
  std::fclose(file);
  return whole;
}
