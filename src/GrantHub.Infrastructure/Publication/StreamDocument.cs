using GrantHub.Domain.Funding;

namespace GrantHub.Infrastructure.Publication;

/// <summary>One year of a funding stream as the JSON document that scripts read: amounts in pounds with two decimals.</summary>
public static class StreamDocument
{
    /// <returns>UTF-8. The allocation is null while nobody has entered it.</returns>
    public static byte[] Write(FundingStream stream, StreamFigures figures)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(figures);
        return JsonDocuments.Write(json =>
        {
            json.WriteString("stream", stream.Name);
            json.WriteString("financialYear", figures.Year.ToString());
            if (figures.Allocation is { } allocation)
                json.WriteAmount("allocation", allocation);
            else
                json.WriteNull("allocation");
            json.WriteAmount("confirmed", figures.Confirmed);
            json.WriteAmount("indicative", figures.Indicative);
            json.WriteAmount("headroom", figures.Headroom);
            json.WriteAmount("overProgrammingLimit", figures.OverProgrammingLimit);
        });
    }
}
