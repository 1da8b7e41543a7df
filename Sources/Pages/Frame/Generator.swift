/// Which program made a site.
public enum Generator {
  public static let name = "runreport"
  public static let version = "0.1.0"

  static let nameAndVersion = "\(name) \(version)"
}
