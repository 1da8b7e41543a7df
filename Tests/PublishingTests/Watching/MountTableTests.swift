import Testing

@testable import Publishing

@Suite("The table of mounts")
struct MountTableTests {
  private let table = MountTable(
    """
    22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
    30 22 0:40 / /data rw,relatime shared:9 master:1 - nfs4 server:/data rw,vers=4.2
    31 30 8:2 / /data/local rw - xfs /dev/sdb1 rw
    32 22 0:41 / /mnt/with\\040space rw - fuse.sshfs someone@host:/ rw
    33 22 0:42 / /over rw - nfs server:/x rw
    34 22 0:43 / /over rw - tmpfs tmpfs rw
    half a line
    """)

  @Test(
    "knows the file system of a path by the longest mount above it",
    arguments: [
      ("/home/a", "ext4"), ("/data", "nfs4"), ("/data/runs", "nfs4"), ("/data/local/runs", "xfs"),
      ("/database", "ext4"),
      ("/mnt/with space/runs", "fuse.sshfs"), ("/over/x", "tmpfs"),
    ])
  func findsType(path: String, type: String) { #expect(table.type(of: path) == type) }

  @Test("tells which file systems others can write to unnoticed")
  func tellsRemote() {
    #expect(table.isRemote("/data/runs") && table.isRemote("/mnt/with space"))
    #expect(!table.isRemote("/data/local") && !table.isRemote("/home"))
    #expect(!MountTable("").isRemote("/anything"))
  }

  @Test("of this system has a root")
  func readsCurrent() { #expect(MountTable.current.type(of: "/") != nil) }
}
