using GrantHub.Infrastructure.Persistence;

namespace GrantHub.Web.Features.Errors;

/// <summary>An outage as people read it: what happened, that nothing was saved, and what to do.</summary>
internal static class OutageWords
{
    /// <param name="method">Of the request: whoever only reads has nothing to save.</param>
    public static string Sentence(this Outage outage, string method)
    {
        var saved = HttpMethods.IsGet(method) ? "" : " Nothing was saved.";
        return outage switch
        {
            Outage.Busy =>
                $"GrantHub was busy with the work of others for too long.{saved} Wait a minute, then try again.",
            Outage.Full =>
                $"There is no room left on GrantHub’s disk.{saved} Tell your administrator, and try again when there is room.",
            _ =>
                $"GrantHub cannot reach its database.{saved} Wait a minute, then try again. If it goes on, tell your administrator.",
        };
    }
}
