namespace GrantHub.Application.Publication;

/// <summary>Prints a page to PDF.</summary>
public interface IPdfRenderer
{
    /// <summary>
    /// Null when PDFs can be made here; otherwise a sentence that says why not and what an
    /// administrator does about it.
    /// </summary>
    string? UnavailableReason { get; }

    bool IsAvailable => UnavailableReason is null;

    /// <summary>
    /// A tagged PDF with an outline, A4 unless the page's own style says otherwise. Scripts do not
    /// run, and nothing outside the page is loaded.
    /// </summary>
    /// <param name="html">One whole document that holds its styles and images (as data addresses).</param>
    /// <exception cref="PdfRenderingException">No PDF came out; the message says why.</exception>
    Task<byte[]> RenderAsync(string html, CancellationToken cancellationToken);
}

/// <summary>A PDF that could not be made. The message holds nothing of the page's content.</summary>
public sealed class PdfRenderingException(string message, Exception? innerException = null)
    : Exception(message, innerException);
