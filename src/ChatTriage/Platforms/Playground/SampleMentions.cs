using ChatTriage.Ingestion;
using ChatTriage.Ingestion.Reading;
using ChatTriage.Mentions;
using ChatTriage.Settings;
using ChatTriage.Storage;
using Dapper;

namespace ChatTriage.Platforms.Playground;

/// <summary>Fills an empty store with a few mentions of the invented brand, so that the first click is possible within a minute of the first start.</summary>
public sealed class SampleMentions(Database database, MentionIntake intake, PlaygroundPeople people, PersonNames names, LiveSettings settings, IConfiguration configuration, TimeProvider clock) : IHostedService
{
    private static readonly (string Id, int MinutesAgo, string Author, string Handle, long Followers, string Text)[] Posts =
    [
        ("1", 52, "Mara Lindqvist", "maralind", 12_480, "My @brightwater filter leaks again, third time this month. The support queue says 94 people are before me. 😡"),
        ("2", 41, "Théo Garnier", "theo_g", 310, "Switched the whole office to Brightwater and the coffee finally tastes like coffee. Small thing, big smile."),
        ("3", 33, "Priya Raman", "priyaraman", 5_204, "Does anyone know whether #brightwater cartridges can be recycled? Their site says yes, my town says no."),
        ("4", 21, "Daily Gadget", "dailygadget", 88_100, "We compared Brightwater and Clearspring for four weeks. The winner surprised us: https://example.com/filters"),
        ("5", 12, "J. Okafor", "jokafor", 96, "hey @brightwater I was charged twice for order 4471 and nobody answers the mail. please help"),
        ("6", 4, "Sana Idris", "sanai", 1_730, "Clearspring just raised its prices by 20 percent. Again."),
    ];

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach ((Address address, string name, _) in people.All())
        {
            await names.RememberAsync(new Person(address, name), cancellationToken);
        }

        if (!settings.Options.Playground.SampleMentions || configuration.GetSection(nameof(ChatTriageOptions.Brands)).Exists()
            || await database.ReadAsync(connection => connection.ExecuteScalarAsync<long>("SELECT EXISTS (SELECT 1 FROM mention)"), cancellationToken) == 1)
        {
            return;
        }

        DateTimeOffset now = clock.GetUtcNow();
        await intake.StoreAsync(
            [
                .. Posts.Select((post, index) => new IntakeItem(index, "sample", new IncomingMention(post.Id, post.Text)
                {
                    PublishedAt = now.AddMinutes(-post.MinutesAgo),
                    Url = $"https://example.com/posts/{post.Id}",
                    Language = "en",
                    Author = new IncomingAuthor(post.Author, post.Handle, $"https://example.com/{post.Handle}", post.Followers),
                })),
            ],
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
