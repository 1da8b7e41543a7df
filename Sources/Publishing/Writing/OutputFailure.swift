/// Why a folder cannot take a site.
public struct OutputFailure: Error, Sendable, Hashable, CustomStringConvertible {
  public enum Problem: Sendable, Hashable {
    case notAFolder
    /// - Parameter names: some of what is there.
    case holdsOtherFiles(names: [String])
    /// A file stands where the site must write and no earlier build wrote it.
    case wouldOverwrite(path: String)
    case insideStore(String)
    case busy
    case system(String)
  }

  public var folder: String
  public var problem: Problem

  public init(folder: String, problem: Problem) {
    self.folder = folder
    self.problem = problem
  }

  public var description: String {
    switch problem {
    case .notAFolder: "\(folder): not a folder; give --output a folder, new or empty"
    case .holdsOtherFiles(let names):
      "\(folder): holds files that runreport did not write (\(names.joined(separator: ", "))); "
        + "give --output an empty or new folder, or move these away"
    case .wouldOverwrite(let path):
      "\(folder)/\(path): was not written by runreport and stands where a page must go; move it away"
    case .insideStore(let store):
      "\(folder): lies inside the run store \(store), where nothing is ever written; give another folder"
    case .busy: "\(folder): another build is writing here; wait for it, or give --output another folder"
    case .system(let reason): "\(folder): the site cannot be written: \(reason); give --output another folder"
    }
  }
}
