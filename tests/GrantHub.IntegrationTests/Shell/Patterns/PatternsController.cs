using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using GrantHub.Web.Features.Errors;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace GrantHub.IntegrationTests.Shell.Patterns;

/// <summary>Pages with every pattern, in the real shell; only these tests serve them.</summary>
[AllowAnonymous]
[Route("patterns")]
[SuppressMessage("Performance", "CA1822", Justification = "A static method is no action.")]
public sealed class PatternsController : Controller
{
    [HttpGet("form")]
    public IActionResult Form() =>
        View("/Shell/Patterns/Form.cshtml", new PatternForm { Opened = new DateOnly(2017, 5, 19) });

    [HttpPost("form")]
    [IgnoreAntiforgeryToken]
    public IActionResult Send(PatternForm form) =>
        ModelState.IsValid
            ? Json(
                new
                {
                    form.Title,
                    form.DecisionDate,
                    form.Agreed,
                }
            )
            : View("/Shell/Patterns/Form.cshtml", form);

    [HttpPost("protected")]
    public IActionResult Protected() => NoContent();

    [HttpGet("content")]
    public IActionResult Everything(string text = "<& more>") =>
        View("/Shell/Patterns/Content.cshtml", new PatternContent(text));

    [HttpGet("dates")]
    public IActionResult Dates(DateOnly from, DateOnly? to) =>
        ModelState.IsValid
            ? Json(new { from, to })
            : BadRequest(
                ModelState.SelectMany(entry =>
                    entry.Value!.Errors.Select(error => error.ErrorMessage)
                )
            );

    [HttpGet("status/{status:int}")]
    public IActionResult Fail(int status) => StatusCode(status);

    [HttpGet("refused")]
    public IActionResult Refused() =>
        new RefusalResult(
            409,
            "Jo <Lee> approved this on 19 May 2017 at 2:05pm.",
            "Your decision was not recorded."
        );

    [HttpGet("fault")]
    public IActionResult Fault() => throw new InvalidOperationException("secret inner words");

    [HttpGet("too-large")]
    public IActionResult TooLarge() => throw new BadHttpRequestException("too large", 413);

    [HttpPost("small")]
    [RequestSizeLimit(10)]
    public IActionResult Small() => NoContent();
}

public sealed record PatternContent(string Text);

public sealed class PatternLine
{
    [Display(Name = "Amount")]
    [Required(ErrorMessage = "Enter the amount of the line")]
    public string? Amount { get; set; }
}

public sealed class PatternForm
{
    [Display(Name = "Title")]
    [Required(ErrorMessage = "Enter the title")]
    public string? Title { get; set; }

    [Display(Name = "Decision date")]
    [Required(ErrorMessage = "Enter the decision date")]
    public DateOnly? DecisionDate { get; set; }

    [Display(Name = "Opened")]
    public DateOnly? Opened { get; set; }

    [Display(Name = "Executive summary")]
    [Required(ErrorMessage = "Enter the executive summary")]
    public string? Summary { get; set; }

    [Display(Name = "Maximum")]
    [Required(ErrorMessage = "Enter the maximum")]
    public string? Amount { get; set; }

    [Display(Name = "Considered")]
    [Required(ErrorMessage = "Choose whether this was considered")]
    public string? Considered { get; set; }

    [Display(Name = "Reason")]
    public string? Reason { get; set; }

    public List<string> Streams { get; set; } = [];

    [Display(Name = "Financial year")]
    public string? Year { get; set; }

    [Display(Name = "Appendix")]
    [Required(ErrorMessage = "Choose a file")]
    public IFormFile? Appendix { get; set; }

    public List<PatternLine> Lines { get; set; } = [];

    [Display(Name = "Copies")]
    public int? Copies { get; set; }

    [Display(Name = "Password")]
    public string? Password { get; set; }

    [Range(typeof(bool), "true", "true", ErrorMessage = "Tick to agree to the statement")]
    public bool Agreed { get; set; }

    public static IEnumerable<SelectListItem> Years { get; } =
    [new("2017-18", "2017-18"), new("2018-19", "2018-19")];
}
