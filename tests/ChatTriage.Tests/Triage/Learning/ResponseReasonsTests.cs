using System.Text.Json.Nodes;
using ChatTriage.Tests.Cards;
using ChatTriage.Triage.Learning;

namespace ChatTriage.Tests.Triage.Learning;

/// <summary>The choices of the cards are those that are learnt; a form cannot preselect what it does not offer.</summary>
public sealed class ResponseReasonsTests
{
    [Fact]
    public void Both_Forms_Offer_The_Choices_That_Are_Learnt_And_Preselect_By_Data()
    {
        JsonNode teams = Find(CardFiles.Template("triage"), node => (string?)node["id"] == "reason").ShouldNotBeNull();
        JsonNode slack = Find(CardFiles.SlackTemplate("form-no-response"), node => (string?)node["action_id"] == "reason").ShouldNotBeNull();

        teams["choices"]!.AsArray().Select(choice => ((string)choice!["title"]!, (string)choice["value"]!)).ShouldBe(ResponseReasons.Choices);
        slack["options"]!.AsArray().Select(choice => ((string)choice!["text"]!["text"]!, (string)choice["value"]!)).ShouldBe(ResponseReasons.Choices);
        ((string?)teams["value"]).ShouldBe("${reason}");
        ((string?)slack["initial_option"]!["value"]).ShouldBe("${reason}");
        ((string?)slack["initial_option"]!["text"]!["text"]).ShouldBe("${reasonTitle}");
    }

    private static JsonNode? Find(JsonNode? node, Func<JsonObject, bool> wanted) => node switch
    {
        JsonObject fields when wanted(fields) => fields,
        JsonObject fields => fields.Select(field => Find(field.Value, wanted)).FirstOrDefault(found => found is not null),
        JsonArray entries => entries.Select(entry => Find(entry, wanted)).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
