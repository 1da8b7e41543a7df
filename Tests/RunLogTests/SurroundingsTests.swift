import TestSupport
import Testing

@testable import RunLog

@Suite("What a run is told of where it runs")
struct SurroundingsTests {
  @Test(
    "Slurm's lists of nodes are written out",
    arguments: [
      ("gpu1", ["gpu1"]), ("gpu[01-03,07],login", ["gpu01", "gpu02", "gpu03", "gpu07", "login"]),
      ("r[1-2]n[8-9]", ["r1n8", "r1n9", "r2n8", "r2n9"]), ("n[9-10]-ib", ["n9-ib", "n10-ib"]),
    ])
  func nodeLists(text: String, nodes: [String]) {
    #expect(NodeList.expand(text) == nodes)
  }

  @Test(
    "and what is no such list is none",
    arguments: ["", ",", "a[", "a[1", "a[2-1]", "a[x]", "a[1-999999999999]", "a[1-2-3]"])
  func noLists(text: String) {
    #expect(NodeList.expand(text) == nil)
  }

  @Test("the revision is what Git keeps, without a password")
  func source() throws {
    let folder = try TemporaryFolder()
    try folder.write([
      ".git/HEAD": "ref: refs/heads/feature/x\n", ".git/refs/heads/feature/x": "0123abc\n",
      ".git/config":
        "[remote \"other\"]\n\turl = no\n[remote \"origin\"]\n\turl = https://ana:secret@example.org/r.git\n",
      "deep/er/file": "",
    ])
    let expected = Source(repository: "https://example.org/r.git", branch: "feature/x", commit: "0123abc")
    #expect(Source.ofCheckout(folder.path + "/deep/er") == expected)
    // A work tree elsewhere, with a branch that is packed.
    try folder.write([
      "tree/.git": "gitdir: ../.git/worktrees/tree\n", ".git/worktrees/tree/HEAD": "ref: refs/heads/main\n",
      ".git/worktrees/tree/commondir": "../..\n", ".git/packed-refs": "# pack-refs\n456def refs/heads/main\n",
    ])
    #expect(Source.ofCheckout(folder.path + "/tree")?.commit == "456def")
    try folder.write([".git/HEAD": "789\n", ".git/config": "[remote \"origin\"]\n url = git@example.org:r.git\n"])
    #expect(Source.ofCheckout(folder.path) == Source(repository: "git@example.org:r.git", commit: "789"))
  }
}
