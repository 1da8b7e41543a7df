internal import FileAccess

/// MLflow's database in a file: `mlflow.db`, or whatever it is called.
struct MLflowSQLiteFormat: StoreFormat {
  let name = "MLflow SQLite"
  let shape = "a SQLite file with MLflow's tables, such as mlflow.db"

  func sighting(in folder: SearchedFolder) -> Sighting {
    let found = folder.fileNames.filter { name in
      guard SQLiteFile.mayBeNamed(name) else { return false }
      // A damaged one is only this format's by its name.
      return MLflowSQLiteFormat.recognises(
        StorePlace.join(folder.path, name), ifDamaged: name.hasPrefix("mlflow") || name.hasPrefix("mlruns"))
    }
    guard !found.isEmpty else { return .nothing }
    let artifacts = MLflowArtifactFolders.baseNames.filter {
      folder.holds(folder: $0) && MLflowArtifactFolders.holdsRuns("\(folder.path)/\($0)")
    }
    return .files(found, owning: Set(artifacts))
  }

  func recognises(file path: String) -> Bool { MLflowSQLiteFormat.recognises(path, ifDamaged: true) }

  func open(_ place: StorePlace, options: ReadingOptions) throws(StoreFailure) -> any RunStore {
    do {
      return try MLflowDatabaseStore(SQLiteDatabase(place.path), location: place.shown, options: options)
    } catch {
      throw StoreFailure(location: place.shown, problem: .unreadable("the database cannot be read: \(error.reason)"))
    }
  }

  /// Whether a file is a database with MLflow's tables.
  ///
  /// - Parameter ifDamaged: what is answered for a database whose tables cannot be listed.
  private static func recognises(_ path: String, ifDamaged: Bool) -> Bool {
    guard SQLiteFile.recognises(path), let size = FileBytes.version(of: path)?.size else { return false }
    do {
      // Without locks and without a copy: whoever writes to it does not matter to what tables there are.
      if try isMLflow(SQLiteConnection(opening: path, .still, byteCount: size)) { return true }
      // All of a young database may be in its log yet.
      guard size < 1 << 20, FileBytes.isFile(path + "-wal") else { return false }
      return try isMLflow(SQLiteConnection(SQLiteFile(path)))
    } catch {
      return ifDamaged
    }
  }

  private static func isMLflow(_ connection: SQLiteConnection) throws(SQLFailure) -> Bool {
    for (table, columns) in MLflowSchema.needed {
      guard columns.isSubset(of: try connection.columns(of: table)) else { return false }
    }
    return true
  }
}
