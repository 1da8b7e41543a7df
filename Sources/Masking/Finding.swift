/// Bytes that are a secret, and of which kind.
struct Finding {
  var range: Range<Int>
  var kind: SecretKind
}
