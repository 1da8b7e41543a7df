extension Run {
  /// Logs a picture from a file, which is copied to the run's `outputs` unless it is in the run's folder.
  public func logImage(_ name: String, path: String, step: Int? = nil) throws(RunLogError) {
    try check(name)
    let whole = System.absolute(path)
    if whole.hasPrefix(folder + "/") {
      return try logImage(name, inRun: String(whole.dropFirst(folder.count + 1)), step: step)
    }
    guard let bytes = try System.read(path, waits: true) else {
      throw RunLogError(.notFound, "there is no picture \(path). Save it before it is logged.")
    }
    let file = path.split(separator: "/").last ?? ""
    let ending = file.lastIndex(of: ".").map { String(file[file.index(after: $0)...]) } ?? "png"
    try logImage(name, bytes: bytes, fileExtension: ending, step: step)
  }

  /// Logs a picture, kept among the run's `outputs`.
  ///
  /// - Parameters:
  ///   - bytes: the picture as a file has it.
  ///   - fileExtension: png, jpg, gif, webp …
  public func logImage(
    _ name: String, bytes: [UInt8], fileExtension: String = "png", step: Int? = nil
  ) throws(RunLogError) {
    try check(name)
    guard !writer.isFinished else { throw RecordWriter.ended }
    let images = "outputs/images"
    try System.makeFolders(folder + "/" + images)
    let base = SafeName.of(name) + (step.map { "-\($0)" } ?? "")
    let letters = fileExtension.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(8)
    let ending = letters.isEmpty ? "png" : letters
    var number = 1
    while true {
      let path = "\(images)/\(base)\(number == 1 ? "" : "_\(number)").\(ending)"
      number += 1
      // Another of that name, by this process or one of the others, keeps its file.
      if try System.createWhole(folder + "/" + path, bytes) { return try logImage(name, inRun: path, step: step) }
    }
  }

  private func logImage(_ name: String, inRun path: String, step: Int?) throws(RunLogError) {
    try log(name, type: "image", step, .object(["path": .string(path)]))
  }
}
