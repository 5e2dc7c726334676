"""What nodes reach, by networkx.

    networkx_search.py GRAPH STEP    GRAPH as in bfs.cpp; one node in STEP is searched from

Each line on standard input asks for these searches once. The answer is a line: nanoseconds, and the sum of
(source % 1009 + 1) x (nodes reached, the source among them), and the plain sum of nodes reached.
"""

import sys
import time
from array import array

import networkx


def read_graph(path):
    with open(path, "rb") as file:
        numbers = array("I", file.read())
    nodes = numbers[0]
    starts, targets = numbers[2 : nodes + 3], numbers[nodes + 3 :]
    graph = networkx.DiGraph()
    graph.add_nodes_from(range(nodes))
    for node in range(nodes):
        graph.add_edges_from((node, target) for target in targets[starts[node] : starts[node + 1]])
    return graph


def main():
    graph, step = read_graph(sys.argv[1]), int(sys.argv[2])
    for _ in sys.stdin:
        start = time.perf_counter_ns()
        checksum = total = 0
        for source in range(0, len(graph), step):
            # networkx.descendants() answers just this question; the source is not in it.
            reached = len(networkx.descendants(graph, source)) + 1
            checksum += (source % 1009 + 1) * reached
            total += reached
        print(time.perf_counter_ns() - start, checksum, total, flush=True)


main()
