using System.Net;

namespace ChatTriage.Platforms.Teams;

/// <summary>Teams said no.</summary>
/// <param name="status">HTTP status.</param>
/// <param name="code">The error's code in the answer, or its sub-code where that says more.</param>
internal sealed class TeamsRefusedException(HttpStatusCode status, string code) : Exception($"{(int)status} {code}")
{
    /// <summary>HTTP status.</summary>
    public HttpStatusCode Status => status;

    /// <summary>Such as <c>ActivityNotFoundInConversation</c>.</summary>
    public string Code => code;
}
