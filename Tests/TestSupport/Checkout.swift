import Foundation

/// Places in the checkout the tests run from.
public enum Checkout {
  /// The top of the project.
  public static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The native store of real training runs that comes with the project.
  public static let sampleRuns = root + "/SampleRuns"

  /// Cases that both the Swift code and the script are tested on.
  public static let vectors = root + "/Tests/Vectors"

  /// Real stores nobody here wrote; they stand beside the checkout where there are any.
  public static let sharedData = URL(fileURLWithPath: root).deletingLastPathComponent().path + "/shared/data"

  public static let hasSharedData = FileManager.default.fileExists(atPath: sharedData)
}
