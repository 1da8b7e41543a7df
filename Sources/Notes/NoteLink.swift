/// What a note does with a target: lead to it, or show it.
public enum NoteLink: Sendable {
  /// `[text](target)`.
  case link
  /// `![text](target)`.
  case image
}
