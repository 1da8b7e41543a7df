internal import Diagnostics
internal import FileAccess
internal import RunModel

/// An MLflow tracking server, asked over HTTP: MLflow's own, Azure ML's, Databricks'.
///
/// It is listed when it is opened, so that one that does not answer is no store, and read in batches with several
/// requests at once, since most of the time goes into the way there and back.
struct MLflowServerStore: BatchRunStore {
  let formatName = "MLflow server"
  let location: String
  let batchSize = 32
  private let listing: MLflowServerListing
  private let found: [Diagnostic]
  private let loader: MLflowServerLoader

  /// How many requests are made at once.
  private static let threadCount = 8

  /// - Throws: `StoreFailure` if the server cannot be reached, does not want to answer or is none of MLflow's.
  init(at address: StoreAddress, options: ReadingOptions, limits: ServerLimits = ServerLimits()) throws(StoreFailure) {
    location = address.shown
    if let problem = MLflowServerStore.problem(with: address) {
      throw StoreFailure(location: location, problem: .unreadable(problem))
    }
    var options = options
    if let userInfo = address.userInfo {
      guard let credentials = ServerAccess.Credentials(userInfo: userInfo) else {
        throw StoreFailure(
          location: location, problem: .unreadable("its user and password are not percent-encoded text"))
      }
      options.access.credentials = credentials
    }
    let api = MLflowAPI(at: address, access: options.access, limits: limits)
    let threads = RequestThreads(count: MLflowServerStore.threadCount)
    let diagnostics = DiagnosticCollector()
    do {
      listing = try MLflowServerListing(of: api, threads: threads, options: options, reporting: diagnostics)
    } catch {
      throw StoreFailure(location: location, problem: .unreadable(MLflowServerStore.words(for: error)))
    }
    found = diagnostics.sorted
    loader = MLflowServerLoader(api: api, threads: threads, artifacts: MLflowArtifacts(from: api), options: options)
  }

  /// No folder of this machine is part of it.
  var folders: [String] { [] }

  func experiments(reporting diagnostics: DiagnosticCollector) -> [ExperimentListing] {
    for diagnostic in found { diagnostics.add(diagnostic) }
    return listing.experiments
  }

  func fingerprint(of run: RunReference) -> SourceFingerprint? { listing.fingerprints[run.key] }

  func load(_ runs: [RunReference], _ take: (_ place: Int, LoadedRun) throws -> Void) rethrows {
    try loader.load(runs, take)
  }

  /// What is wrong with an address before anybody is asked.
  private static func problem(with address: StoreAddress) -> String? {
    if address.isAmbiguous { return "characters such as # / ? in a password must be written as %23 %2F %3F" }
    if address.host.isEmpty { return "names no host" }
    if address.port == .some(nil) { return "what stands behind the colon is no port" }
    return nil
  }

  private static func words(for failure: ServerFailure) -> String {
    failure.status == 404
      ? "no MLflow tracking server at this address (HTTP 404): give the one of MLFLOW_TRACKING_URI, path included"
      : failure.description
  }
}
