using System.CommandLine;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace ChatTriage.Commands;

/// <summary><c>chattriage manifest teams</c>: the app as Teams installs it, a manifest and its icons in one file.</summary>
internal static class TeamsManifestCommand
{
    /// <summary>Where the Azure Bot sends what Teams says.</summary>
    internal const string Endpoint = "/api/messages";

    private const string Example = "https://bot.example.com";

    /// <summary>What names are made in; never to be changed, or every installed app would be a stranger to the next one.</summary>
    private static readonly Guid AppNames = new("5f0c9d0e-3f5b-4a52-9b0b-6a1f7c2d8e41");

    /// <summary>The same input gives the same file.</summary>
    private static readonly DateTimeOffset Written = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var appId = new Option<string?>("--app-id") { Description = "Microsoft App ID of the Azure Bot; without it Teams:AppId of the settings" };
        var id = new Option<string?>("--id") { Description = "Id of the Teams app; without it always the same one for a bot" };
        var url = new Option<string?>("--url") { Description = "Public https address of ChatTriage, such as https://bot.example.com" };
        var website = new Option<string?>("--website") { Description = "Page about your ChatTriage, its privacy and terms, shown to whoever installs it; without it --url" };
        var older = new Option<bool>("--older") { Description = "For tenants that refuse a new manifest: version 1.22, without slash commands and private or shared channels" };
        var file = new Option<FileInfo?>("--out") { Description = "Write the package to upload, such as app.zip, instead of printing the manifest" };
        var teams = new Command("teams", "Prints the manifest of the Teams app, or packs it with its icons") { appId, id, url, website, older, file };
        teams.SetAction((result, _) => RunAsync(result.GetValue(appId), result.GetValue(id), result.GetValue(url), result.GetValue(website), result.GetValue(older), result.GetValue(file)));
        return teams;
    }

    private static async Task<int> RunAsync(string? appId, string? id, string? url, string? website, bool older, FileInfo? file)
    {
        appId ??= ChatTriageBuilder.Create([]).Configuration["Teams:AppId"];
        if (Fault(appId, id, url, website, file) is { } fault)
        {
            await Console.Error.WriteLineAsync(fault);
            return 1;
        }

        var bot = Guid.Parse(appId!);
        JsonNode manifest = JsonNode.Parse(await File.ReadAllTextAsync(ManifestCommand.At("teams", older ? "manifest.older.json" : "manifest.json")))!;
        Fill(manifest, bot, id is null ? AppIdOf(bot) : Guid.Parse(id), url, website);
        if (file is null)
        {
            OneShot.Print(manifest);
        }
        else if (await WriteAsync(file, manifest) is { } problem)
        {
            await Console.Error.WriteLineAsync(problem);
            return 1;
        }

        await Console.Error.WriteLineAsync(url is null
            ? $"The addresses in it are only an example: say --url with the address at which Teams reaches ChatTriage instead of {Example}."
            : $"Messaging endpoint of the Azure Bot: {url.TrimEnd('/')}{Endpoint}");
        return 0;
    }

    private static string? Fault(string? appId, string? id, string? url, string? website, FileInfo? file) => new (bool Wrong, string Problem)[]
    {
        (string.IsNullOrEmpty(appId), "--app-id: say the Microsoft App ID of the Azure Bot, as in --app-id 12345678-90ab-cdef-1234-567890abcdef, or set Teams:AppId"),
        (!IsGuid(appId), $"--app-id: '{appId}' is no Microsoft App ID; it looks like 12345678-90ab-cdef-1234-567890abcdef"),
        (id is not null && !IsGuid(id), $"--id: '{id}' is no id of a Teams app; it looks like 12345678-90ab-cdef-1234-567890abcdef"),
        (url is not null && !ManifestCommand.IsAddress(url), "--url: an address that begins with https://, as in --url https://bot.example.com; Teams calls nothing else"),
        (website is not null && !ManifestCommand.IsAddress(website), "--website: an address that begins with https://, as in --website https://www.example.com/chattriage"),
        (file is not null && !file.Extension.Equals(".zip", StringComparison.OrdinalIgnoreCase), $"--out: '{file?.Name}' does not end with .zip; Teams takes nothing else"),
    }.FirstOrDefault(check => check.Wrong).Problem;

    private static bool IsGuid(string? text) => Guid.TryParseExact(text, "D", out Guid guid) && guid != Guid.Empty;

    private static void Fill(JsonNode manifest, Guid bot, Guid app, string? url, string? website)
    {
        manifest["id"] = app.ToString();
        manifest["bots"]![0]!["botId"] = bot.ToString();
        manifest["composeExtensions"]![0]!["botId"] = bot.ToString();
        if (url is not null)
        {
            manifest["validDomains"] = new JsonArray(new Uri(url).Host);
        }

        if ((website ?? url) is { } page)
        {
            JsonNode developer = manifest["developer"]!;
            foreach (string link in new[] { "websiteUrl", "privacyUrl", "termsOfUseUrl" })
            {
                developer[link] = page;
            }
        }
    }

    /// <summary>Packs the manifest and the icons that it names; null when written, otherwise what is wrong.</summary>
    private static async Task<string?> WriteAsync(FileInfo file, JsonNode manifest)
    {
        using var package = new MemoryStream();
        await using (var zip = new ZipArchive(package, ZipArchiveMode.Create, leaveOpen: true))
        {
            await AddAsync(zip, "manifest.json", Encoding.UTF8.GetBytes(OneShot.Text(manifest)));
            foreach ((_, JsonNode? icon) in manifest["icons"]!.AsObject())
            {
                await AddAsync(zip, (string)icon!, await File.ReadAllBytesAsync(ManifestCommand.At("teams", (string)icon!)));
            }
        }

        bool replaced = file.Exists;
        try
        {
            await File.WriteAllBytesAsync(file.FullName, package.ToArray());
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return $"--out: {fault.Message}";
        }

        Console.WriteLine($"{(replaced ? "Replaced" : "Wrote")} {file.FullName}. Upload it in Teams: Apps → Manage your apps → Upload an app.");
        return null;
    }

    private static async Task AddAsync(ZipArchive zip, string name, byte[] content)
    {
        ZipArchiveEntry entry = zip.CreateEntry(name, CompressionLevel.SmallestSize);
        entry.LastWriteTime = Written;
        await using Stream stream = await entry.OpenAsync();
        await stream.WriteAsync(content);
    }

    /// <summary>A UUID of version 5 (RFC 9562): packed again, it is the same app, and Teams takes it as an update.</summary>
    private static Guid AppIdOf(Guid bot)
    {
        byte[] name = [.. AppNames.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(bot.ToString())];
#pragma warning disable CA5350 // Version 5 is made with SHA-1; nothing is protected by it.
        byte[] hash = SHA1.HashData(name);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
