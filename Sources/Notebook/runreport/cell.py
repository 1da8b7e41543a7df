"""What is put into a cell, and where cells can show it."""

import html


def shell():
    """The IPython shell of a kernel, which can renew what a cell shows; None in a terminal or plain Python."""
    try:
        from IPython import get_ipython
    except ImportError:
        return None
    found = get_ipython()
    return found if found is not None and getattr(found, "kernel", None) is not None else None


def running_cell(ipython):
    """Which cell runs now, and which run of it: (cell, execution); the cell is None where nobody tells."""
    try:
        parent = ipython.get_parent() or {}
    except Exception:  # A kernel of another kind.
        return None, None
    cell = (parent.get("metadata") or {}).get("cellId")
    return cell, (parent.get("header") or {}).get("msg_id")


def frame(page, height):
    """A page of its own inside the cell.

    Its text comes from a store: `sandbox` lets it run nothing, open nothing and reach nothing of the notebook.
    """
    return (
        f'<iframe class="runreport" sandbox="" title="Run" srcdoc="{html.escape(page)}" '
        f'style="width:100%;height:{int(height)}px;border:1px solid #8884;border-radius:4px;'
        'resize:vertical;overflow:auto"></iframe>')


def head(name, status, remark, url, problem=None):
    """The line above the page: what stands in it is escaped."""
    parts = [f"<strong>{html.escape(name)}</strong>", html.escape(status), html.escape(remark)]
    if url:
        parts.append(
            f'<a href="{html.escape(url)}" target="_blank" rel="noopener noreferrer">Open the run’s page</a>')
    if problem:
        parts.append(f'<span style="color:#b3261e">{html.escape(problem)}</span>')
    return '<div class="runreport-head">' + " · ".join(part for part in parts if part) + "</div>"


def bundle(markup, text):
    """Output of a cell, with plain text for whoever shows no HTML: a terminal, which no name shall steer."""
    return {"text/html": markup, "text/plain": "".join(c if c.isprintable() else "\ufffd" for c in text)}
