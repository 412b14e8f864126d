using ChatTriage.Settings;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace ChatTriage.Platforms.Playground;

/// <summary>The playground as a platform: its page, its API and its place among the chat platforms.</summary>
public static class PlaygroundEndpoints
{
    private const string Renderer = "vendor/adaptivecards.min.js";
    private static readonly FileExtensionContentTypeProvider ContentTypes = new();

    /// <summary>All files are part of the program, so that they change only with it.</summary>
    private static readonly EntityTagHeaderValue Version = new($"\"{typeof(PlaygroundEndpoints).Module.ModuleVersionId:N}\"");

    /// <summary>Registers the platform.</summary>
    public static IServiceCollection AddPlayground(this IServiceCollection services, PlaygroundOptions options)
    {
        if (!options.Enabled)
        {
            return services;
        }

        services.AddSingleton<PlaygroundMessages>();
        services.AddSingleton<PlaygroundPeople>();
        services.AddSingleton<PlaygroundPlatform>();
        services.AddSingleton<IChatPlatform>(provider => provider.GetRequiredService<PlaygroundPlatform>());
        services.AddSingleton<PlaygroundEndpoint>();
        services.AddHostedService<SampleMentions>();
        return services;
    }

    /// <summary>Maps <c>/playground</c>, unless it is switched off.</summary>
    public static IEndpointRouteBuilder MapPlayground(this IEndpointRouteBuilder endpoints)
    {
        if (endpoints.ServiceProvider.GetService<PlaygroundEndpoint>() is null)
        {
            return endpoints;
        }

        endpoints.MapGet("/", () => TypedResults.Redirect("/playground")).AddEndpointFilter<PlaygroundGuard>();
        RouteGroupBuilder page = endpoints.MapGroup("/playground").AddEndpointFilter<PlaygroundGuard>();
        var files = new ManifestEmbeddedFileProvider(typeof(PlaygroundEndpoints).Assembly, "Platforms/Playground/web");
        page.MapGet("/", () => File(files, "index.html"));
        page.MapGet("/assets/{**path}", (string path) => File(files, path));

        RouteGroupBuilder api = page.MapGroup("/api");
        api.MapGet("/state", (PlaygroundEndpoint endpoint, CancellationToken cancellation) => endpoint.StateAsync(cancellation));
        api.MapGet("/messages", (string channel, long before, PlaygroundEndpoint endpoint, CancellationToken cancellation) => endpoint.EarlierAsync(channel, before, cancellation));
        api.MapGet("/events", (long? after, HttpContext context, PlaygroundEndpoint endpoint) => Events(after, context, endpoint));
        api.MapPost("/click", (PlaygroundWire.Click click, HttpContext context, PlaygroundEndpoint endpoint, CancellationToken cancellation) => endpoint.ClickAsync(click, context, cancellation));
        api.MapPost("/command", (PlaygroundWire.Command command, PlaygroundEndpoint endpoint, CancellationToken cancellation) => endpoint.CommandAsync(command, cancellation));
        api.MapPost("/mention", (PlaygroundWire.NewMention mention, PlaygroundEndpoint endpoint, CancellationToken cancellation) => endpoint.MentionAsync(mention, cancellation));
        api.MapDelete("/messages/{id:long}", (long id, PlaygroundEndpoint endpoint) => endpoint.DeleteAsync(id));
        return endpoints;
    }

    private static ServerSentEventsResult<string> Events(long? after, HttpContext context, PlaygroundEndpoint endpoint)
    {
        IHostApplicationLifetime lifetime = context.RequestServices.GetRequiredService<IHostApplicationLifetime>();
        var ends = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        context.Response.RegisterForDispose(ends);
        return TypedResults.ServerSentEvents(endpoint.EventsAsync(after ?? 0, context.Request.Headers["Last-Event-ID"], ends.Token));
    }

    private static IResult File(ManifestEmbeddedFileProvider files, string path)
    {
        string contentType = ContentTypes.TryGetContentType(path, out string? known) ? known : "application/octet-stream";
        Stream? content = path == Renderer
            ? typeof(PlaygroundEndpoints).Assembly.GetManifestResourceStream("adaptivecards.min.js")
            : files.GetFileInfo(path) is { Exists: true } file ? file.CreateReadStream() : null;
        return content is null ? TypedResults.NotFound() : TypedResults.Stream(content, contentType, entityTag: Version);
    }
}
