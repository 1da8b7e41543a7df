import Fingerprints
import TestSupport
import Testing

@Suite("Fingerprints")
struct FingerprintTests {
  private func fingerprint(_ take: (inout FingerprintHasher) -> Void) -> Fingerprint {
    var hasher = FingerprintHasher()
    take(&hasher)
    return hasher.finish()
  }

  @Test("are the same in every process and on every machine")
  func stable() {
    let found = fingerprint {
      $0.combine("metrics/loss")
      $0.combine(42)
    }
    #expect(found == Fingerprint(high: 5_412_034_175_332_306_025, low: 3_997_537_264_191_582_637))
  }

  @Test("differ for any two of many short contents")
  func differ() {
    var seen: Set<Fingerprint> = []
    var high: Set<UInt64> = []
    for number in 0..<20_000 {
      let found = fingerprint { $0.combine(String(number)) }
      seen.insert(found)
      high.insert(found.high)
    }
    #expect(seen.count == 20_000 && high.count == 20_000)
  }

  @Test("tell where one text ends and the next begins, and absent from empty")
  func boundaries() {
    #expect(
      fingerprint {
        $0.combine("ab"); $0.combine("c")
      }
        != fingerprint {
          $0.combine("a"); $0.combine("bc")
        })
    #expect(fingerprint { $0.combine(nil as String?) } != fingerprint { $0.combine("" as String?) })
    #expect(
      fingerprint { $0.combine([UInt8](repeating: 0, count: 7)) }
        != fingerprint { $0.combine([UInt8](repeating: 0, count: 8)) })
  }

  @Test("change in about half of their bits when one bit of the content does")
  func avalanche() {
    var random = RandomNumbers(seed: 5)
    var flipped = 0
    for _ in 0..<1000 {
      let word = random.next()
      let changed = word ^ (1 << UInt64.random(in: 0..<64, using: &random))
      let (a, b) = (fingerprint { $0.combine(word) }, fingerprint { $0.combine(changed) })
      flipped += (a.high ^ b.high).nonzeroBitCount + (a.low ^ b.low).nonzeroBitCount
    }
    #expect((60_000...68_000).contains(flipped))
  }

  @Test("survive being kept as bytes")
  func roundTrip() {
    let found = fingerprint { $0.combine("x") }
    #expect(Fingerprint(bytes: found.bytes) == found)
    #expect(Fingerprint(bytes: [1, 2, 3]) == nil)
  }
}
