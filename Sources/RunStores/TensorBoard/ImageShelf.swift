internal import RunModel

/// Gives the images of a run's events paths of their own, `images/<tag>/<step>.png`, no two of them equal.
struct ImageShelf {
  private(set) var files: [RunFile] = []
  private(set) var records: [MetricRecord] = []
  /// Of paths in small letters, since some file systems do not tell letters apart by their case.
  private var names = NameCounter()
  /// How many images are left out, since their values hold so many.
  private(set) var leftOutCount = 0

  /// Adds the images of one value.
  ///
  /// - Parameter location: the event file.
  mutating func add(_ image: EventImage, tag: String, entry: StepColumn.Entry, location: String) {
    leftOutCount += image.leftOutCount
    for (number, piece) in image.pieces.enumerated() {
      let stem =
        "images/\(ImageShelf.path(of: tag))/\(entry.step)" + (image.pieces.count > 1 ? "-\(number + 1)" : "")
      let uses = names.count("\(stem).\(piece.ending)".lowercased())
      let path = "\(stem)\(uses > 1 ? " (\(uses))" : "").\(piece.ending)"
      files.append(
        RunFile(path: path, location: location, size: piece.piece.count, role: .output, pieces: [piece.piece]))
      records.append(
        MetricRecord(
          name: tag, kind: .image, step: entry.step,
          time: WallTimes.milliseconds(entry.wallTime).map(Timestamp.init(milliseconds:)),
          data: .object([.init("path", .string(path))])))
    }
  }

  /// A tag as a path: its parts without what no path may hold.
  private static func path(of tag: String) -> String {
    let parts = tag.split(separator: "/").compactMap { part -> String? in
      var safe = ""
      for scalar in part.unicodeScalars.prefix(80) {
        safe.unicodeScalars.append(scalar.properties.generalCategory == .control || scalar == "\\" ? "_" : scalar)
      }
      // A folder of the name that a file of another tag has.
      if EventImage.endings.contains(where: { safe.lowercased().hasSuffix("." + $0) }) { safe += "_" }
      return safe.allSatisfy { $0 == "." } ? nil : safe
    }
    return parts.isEmpty ? "image" : parts.prefix(8).joined(separator: "/")
  }
}
