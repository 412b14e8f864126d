using System.Collections.Concurrent;
using Azure.Core;

namespace ChatTriage.Tests.Enrichment.Azure;

/// <summary>An identity in Entra whose token the double takes.</summary>
public sealed class FakeIdentity : TokenCredential
{
    private readonly ConcurrentQueue<string> _scopes = new();

    /// <summary>What tokens were asked for.</summary>
    public IReadOnlyCollection<string> Scopes => _scopes;

    /// <summary>Why there is no token.</summary>
    public Exception? Fault { get; set; }

    /// <inheritdoc/>
    public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        foreach (string scope in requestContext.Scopes)
        {
            _scopes.Enqueue(scope);
        }

        return Fault is null ? new AccessToken(AzureDouble.Token, TimeProvider.System.GetUtcNow().AddHours(1)) : throw Fault;
    }

    /// <inheritdoc/>
    public override async ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken)
    {
        await Task.Yield();
        return GetToken(requestContext, cancellationToken);
    }
}
