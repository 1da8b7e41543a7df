import RunModel
import Testing

@testable import RunStores

@Suite("Signed addresses")
struct SignedURLTests {
  @Test(
    "lose their query, wherever they stand",
    arguments: [
      (
        "https://a.blob.core.windows.net/c/x.txt?sv=2019-02-02&sr=b&sig=aB%2Bc%3D&se=2021",
        "https://a.blob.core.windows.net/c/x.txt"
      ),
      ("https://a/x?SIG=abc", "https://a/x"),
      ("see https://a/x?sv=1&sig=s, then", "see https://a/x then"),
      ("\"https://a/x?sig=s\" 'https://b/y?a=1&sig=s'", "\"https://a/x\" 'https://b/y'"),
      (#"{"url":"https://a/x?sv=1\u0026sig=s\u0026se=2"}"#, #"{"url":"https://a/x"}"#),
      ("https://a/x?sv=1&amp;sig=s", "https://a/x"),
      ("https://s3/x?X-Amz-Credential=k&X-Amz-Signature=s", "https://s3/x"),
      ("BlobEndpoint=https://a;SharedAccessSignature=sv=1&sig=s", "BlobEndpoint=https://a;SharedAccessSignature=sv=1&"),
      ("https://a/x?sig=s\nhttps://b/y?sig=t", "https://a/x\nhttps://b/y"),
    ])
  func cut(text: String, expected: String) { #expect(SignedURL.removingQueries(in: text) == expected) }

  @Test(
    "are not what these are",
    arguments: [
      "", "plain", "https://a/x?design=1", "--sig=0.5", "sig=", "signature=3", "https://a/x?page=2", "?", "sig",
    ])
  func kept(text: String) { #expect(SignedURL.removingQueries(in: text) == text) }

  @Test("are looked for in time that grows with the text", .timeLimit(.minutes(1)))
  func hostile() {
    for piece in ["-sig=", "?", "sig=", "&", "a"] {
      let text = String(repeating: piece, count: 100_000)
      #expect(SignedURL.removingQueries(in: text).utf8.count <= text.utf8.count)
    }
  }

  @Test("are found in any part of a value from JSON")
  func values() throws {
    let value = try JSONReader.read(Array(#"{"a": ["https://a/x?sig=s", 1], "https://b?sig=t": {"c": null}}"#.utf8))
    #expect(value.withoutSignedQueries.jsonText == #"{"a": ["https://a/x", 1], "https://b": {"c": null}}"#)
  }
}
