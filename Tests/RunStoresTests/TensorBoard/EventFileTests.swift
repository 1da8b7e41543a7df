import Checksums
import Diagnostics
import Glibc
import RunModel
import TestSupport
import Testing

@Suite("TensorBoard's event files")
struct EventFileTests {
  let logdir: LogdirProbe
  private let file = "logs/run/" + LogdirProbe.fileName

  init() throws { logdir = try LogdirProbe() }

  private func point(_ step: Int64) -> [UInt8] {
    EventBytes.event(step: step, time: 1_700_000_000 + Double(step), EventBytes.simple("loss", Float(step)))
  }

  private func steps() throws -> [Int64] { try logdir.run().series.first?.steps ?? [] }

  @Test("have check sums that three ways of reckoning agree on")
  func checksums() {
    // RFC 3720, B.4
    #expect(runreport_crc32c([UInt8](repeating: 0, count: 32), 32) == 0x8A91_36AA)
    #expect(runreport_crc32c(Array("123456789".utf8), 9) == 0xE306_9283)
    var random = RandomNumbers(seed: 1)
    for count in 0..<200 {
      let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &random) }
      let cut = count / 3
      let expected = EventBytes.crc32c(bytes)
      #expect(runreport_crc32c(bytes, count) == expected)
      #expect(runreport_crc32c_extended_by_tables(0, bytes, count) == expected)
      let first = runreport_crc32c(bytes, cut)
      #expect(runreport_crc32c_extended(first, Array(bytes[cut...]), count - cut) == expected)
    }
  }

  @Test("may end anywhere: whole records before the cut are kept, and a note says what is not")
  func cuts() throws {
    let start = EventBytes.version + point(1)
    let last = point(2)
    for count in 1..<last.count {
      let logdir = try LogdirProbe()
      try logdir.write(start + last.prefix(count))
      #expect(try logdir.run().series.first?.steps == [1])
      #expect(logdir.warnings == [])
      let place = "\(count) bytes from byte \(start.count) on"
      #expect(logdir.notes == ["\(file): ends within a record: \(place) are left out"])
    }
  }

  @Test("may be empty, or hold their version alone")
  func withoutValues() throws {
    try logdir.write([], run: "logs/empty")
    try logdir.write(EventBytes.version, run: "logs/opened")
    let runs = try logdir.runs()
    #expect(runs.map(\.series) == [[], []])
    #expect(runs.map(\.header.start?.milliseconds) == [nil, 1_700_000_000_000])
    #expect(logdir.diagnostics.sorted == [])
  }

  @Test("may be filled up with zeros")
  func zeros() throws {
    try logdir.write(point(1), [UInt8](repeating: 0, count: 4096))
    #expect(try steps() == [1])
    #expect(logdir.notes == ["\(file): filled up with zeros from byte \(point(1).count) on"])
  }

  @Test("end at a wrong check sum, with a warning that names the byte", arguments: [0, 9, 12, 20, -1])
  func flippedByte(place: Int) throws {
    var middle = point(2)
    middle[place < 0 ? middle.count - 1 : place] ^= 0x10
    try logdir.write(point(1), middle, point(3))
    #expect(try steps() == [1])
    let what =
      (0..<12).contains(place) ? "a length is wrong: what follows is" : "a record is wrong: it and what follows are"
    #expect(logdir.warnings == ["\(file): damaged at byte \(point(1).count), the check sum of \(what) left out"])
  }

  @Test("may claim any length", arguments: [UInt64.max, UInt64(Int64.max), 1 << 40, 100])
  func lengths(length: UInt64) throws {
    let bytes = EventBytes.littleEndian(length)
    try logdir.write(point(1), bytes, EventBytes.masked(bytes), [1, 2, 3])
    #expect(try steps() == [1])
    #expect(logdir.warnings == [])
    #expect(logdir.notes.count == 1)
  }

  @Test("with records larger than any buffer are read past them")
  func largeRecord() throws {
    // A record larger than a piece, and one larger than is ever held.
    let graph = { (count: Int) in EventBytes.field(4, [UInt8](repeating: 7, count: count)) }
    let held = graph(1 << 20)
    let length = EventBytes.littleEndian(UInt64((65 << 20) + 7))
    let huge = [UInt8](repeating: 7, count: (65 << 20) + 7)
    let crc = runreport_masked_crc(runreport_crc32c(huge, huge.count))
    let record = { (data: [UInt8]) -> [UInt8] in
      let length = EventBytes.littleEndian(UInt64(data.count))
      let sum = runreport_masked_crc(runreport_crc32c(data, data.count))
      return length + EventBytes.masked(length) + data + EventBytes.littleEndian(sum)
    }
    try logdir.write(
      point(1), record(held), length, EventBytes.masked(length), huge, EventBytes.littleEndian(crc), point(2))
    #expect(try steps() == [1, 2])
    #expect(logdir.warnings == ["\(file): 1 record larger than 64 MiB is left out"])
    #expect(logdir.notes == ["logs/run: not shown: 1 graph or profile"])
  }

  @Test("whose records are no events cost those records")
  func damagedEvents() throws {
    let broken: [[UInt8]] = [
      [0x09, 1, 2], [0x10, 0xFF], [0x2A, 0x7F, 1], [0x07], [0x00], [0x0B], [0x2A, 2, 0x0A, 9],
      [UInt8](repeating: 0xFF, count: 40),
    ]
    try logdir.write(point(1), broken.flatMap(EventBytes.record), point(2))
    #expect(try steps() == [1, 2])
    #expect(logdir.warnings == ["\(file): 8 records hold no whole event: what they lack is left out"])
  }

  @Test("that are links or pipes are told and not read")
  func linksAndPipes() throws {
    try logdir.write(point(1))
    let path = logdir.folder.path + "/logs/run/"
    #expect(symlink("/etc/passwd", path + "a.tfevents.link") == 0)
    #expect(mkfifo(path + "b.tfevents.pipe", 0o600) == 0)
    #expect(try steps() == [1])
    #expect(
      logdir.warnings == [
        "logs/run/a.tfevents.link: symbolic link, not followed",
        "logs/run/b.tfevents.pipe: cannot be read: is not a regular file",
      ])
  }

  @Test("of any bytes end no test")
  func garbage() throws {
    var random = RandomNumbers(seed: 2)
    for round in 0..<300 {
      let logdir = try LogdirProbe()
      let bytes = (0..<Int.random(in: 1...400, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
      // Half of them as the data of a record whose check sums are right.
      try logdir.write(round % 2 == 0 ? bytes : EventBytes.record(bytes), point(1))
      let run = try logdir.run()
      #expect(run.series.allSatisfy { $0.steps.count == $0.values.count && $0.times.count == $0.count && $0.count > 0 })
    }
  }
}
