import Markup

/// What a file server may show for an address that leads nowhere.
struct NotFoundPage {
  let site: Site

  func render() -> [UInt8] {
    let frame = PageFrame(site: site, path: SitePlan.notFound, section: .none, title: "Page not found")
    var main = MarkupWriter()
    main.raw("<p>There is no page at this address. A run that was deleted from its store loses its pages ")
    main.raw("with the next build.</p><p>Begin at the ")
    main.link(SitePlan.overview, "overview")
    main.raw(", or look through ")
    main.link(SitePlan.allRuns(), "all runs")
    main.raw(".</p>")
    return frame.render("message", ["main": main])
  }
}
