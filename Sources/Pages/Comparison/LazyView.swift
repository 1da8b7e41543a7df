import Digests
import Synchronization

/// The view of an experiment, worked out when a page first asks for it: in a build in which nothing of the
/// experiment changed, none does.
final class LazyView: Sendable {
  private let view = Mutex<ExperimentView?>(nil)

  /// The view; whoever comes while it is worked out waits for it.
  func get(_ index: ExperimentIndex, from source: any DigestSource) throws -> ExperimentView {
    try view.withLock { view in
      if let view { return view }
      let new = ExperimentView(try source.digest(of: index), of: index)
      view = new
      return new
    }
  }
}
