import RunModel
import RunStores
import Testing

@Suite("Reading moments")
struct TimeScannerTests {
  @Test(
    "in ISO 8601",
    arguments: [
      ("1970-01-01T00:00:00Z", 0), ("2026-11-23T04:12:07.250Z", 1_795_407_127_250),
      ("2026-11-23T05:12:07+01:00", 1_795_407_127_000), ("2026-11-23T04:12:07", 1_795_407_127_000),
      ("2026-11-23 04:12", 1_795_407_120_000), ("2026-11-23", 1_795_392_000_000), ("1969-12-31T23:59:59.999Z", -1),
      ("2019-10-28T22:30:10.764428389Z", 1_572_301_810_764), ("2026-11-22T20:12:07-0800", 1_795_407_127_000),
      ("2024-02-29T00:00:00Z", 1_709_164_800_000),
    ])
  func reads(text: String, milliseconds: Int64) {
    #expect(TimeScanner.iso(text) == Timestamp(milliseconds: milliseconds))
  }

  @Test(
    "refuses what is none",
    arguments: [
      "", "yesterday", "2026-13-01", "2026-11-23T", "2026-11-23T04", "2026-11-23T04:12:07X", "20261123",
      "2026-11-23T99:00:00Z",
    ])
  func refuses(text: String) {
    #expect(TimeScanner.iso(text) == nil)
  }
}
