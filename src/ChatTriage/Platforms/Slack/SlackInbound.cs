using System.Text.Json;
using ChatTriage.Storage;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// Takes what Slack sends, over HTTP or Socket Mode alike, and gives the acknowledgement. What may take longer than Slack waits is put on
/// <see cref="LaterWork"/> and done after.
/// </summary>
internal sealed partial class SlackInbound(SlackEvents events, SlackClicks clicks, SlackForms forms, SlackCommands commands, ILogger<SlackInbound> logger)
{
    /// <summary>Takes one delivery.</summary>
    public async Task<SlackAck> ReceiveAsync(SlackDelivery delivery, CancellationToken cancellation)
    {
        try
        {
            return (delivery.Kind, delivery.Payload.Text("type")) switch
            {
                (SlackDeliveryKind.Command, _) => await commands.AnswerAsync(delivery.Payload, cancellation),
                (SlackDeliveryKind.Event, "event_callback") => await events.TakeAsync(delivery.Payload, cancellation),
                (SlackDeliveryKind.Event, "app_rate_limited") => SlowedDown(),
                (SlackDeliveryKind.Interactive, "block_actions") => clicks.Take(delivery.Payload),
                (SlackDeliveryKind.Interactive, "view_submission") => await forms.SubmitAsync(delivery.Payload, cancellation),
                _ => SlackAck.Taken,
            };
        }
        catch (DatabaseUnavailableException fault)
        {
            LogStoreAway(fault, delivery.Kind);
            return new SlackAck(SendAgain: true);
        }
    }

    private SlackAck SlowedDown()
    {
        LogSlowedDown();
        return SlackAck.Taken;
    }

    [LoggerMessage(6021, LogLevel.Error, "A delivery of Slack ({Kind}) could not be taken: the database does not answer")]
    private partial void LogStoreAway(Exception fault, SlackDeliveryKind kind);

    [LoggerMessage(6022, LogLevel.Warning, "Slack holds back events: more than 30,000 an hour in one workspace")]
    private partial void LogSlowedDown();
}
