using ChatTriage.Querying.Answers;

namespace ChatTriage.Platforms.Slack;

/// <summary>Buttons under an answer. The next page takes the place of a private answer; what everybody sees is never replaced by what one person asked for.</summary>
internal sealed class SlackQuestions(SlackPeople people, SlackForms forms, SlackFiles files, SlackResponses responses, SlackPlatform platform, InteractionDispatcher dispatcher)
{
    private const string OlderButton = "This button is from an older version of ChatTriage. Please ask again and use the buttons of the new answer.";

    /// <summary>What somebody who may only look may press: no more than could be asked.</summary>
    private static readonly HashSet<string> Looks = new(StringComparer.Ordinal) { QuestionVerbs.Next, QuestionVerbs.Unanswered };

    /// <summary>Does what the button says.</summary>
    public async Task PressAsync(SlackEnvelope envelope, string verb, string? value, CancellationToken cancellation)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        string? carried = value;
        if (verb.StartsWith(QuestionVerbs.WatchPrefix, StringComparison.Ordinal) && value?.Split('/', 2) is [var watch, var rest])
        {
            (values[QuestionVerbs.WatchId], carried) = (watch, rest);
        }

        if (AskedAgain.Read(carried) is not { } asked)
        {
            await responses.TellAsync(envelope.ResponseUrl, OlderButton, cancellation);
            return;
        }

        if (!Looks.Contains(verb) && await people.MayOnlyLookAsync(envelope, cancellation))
        {
            await responses.TellAsync(envelope.ResponseUrl, $"Only people of {envelope.Workspace.Name ?? "this workspace"} can save questions and take files. You are welcome to look.", cancellation);
            return;
        }

        Person person = await people.PersonAsync(envelope.Workspace, envelope.UserId, envelope.UserName, cancellation);
        var pressed = new QuestionPressed(person, verb, asked, envelope.Workspace.PlaceOf(envelope.ChannelId), values, OpensForm: verb == QuestionVerbs.Watch);
        await AnswerAsync(envelope, await dispatcher.DispatchAsync(pressed, platform, cancellation), cancellation);
    }

    private async Task AnswerAsync(SlackEnvelope envelope, InteractionReply reply, CancellationToken cancellation)
    {
        bool inPlace = reply.InPlace && envelope.IsEphemeral;
        if (reply.Form is { } form)
        {
            await forms.OpenAsync(envelope, form, cancellation);
        }
        else if (reply.File is { } file)
        {
            await responses.TellAsync(envelope.ResponseUrl, await files.SendAsync(envelope.Workspace, envelope.UserId, file, cancellation), cancellation);
        }
        else if (reply.PrivateCard is { } card)
        {
            await responses.ShowAsync(envelope.Workspace, envelope.ResponseUrl, card, cancellation, inPlace);
        }
        else if (reply.Text is { } text)
        {
            await responses.TellAsync(envelope.ResponseUrl, text, cancellation, inPlace && reply.Changed);
        }
    }
}
