using System.Text.Json.Nodes;
using ChatTriage.Cards;

namespace ChatTriage.Platforms.Slack;

/// <summary>
/// Brings one block within Slack's limits and takes out what Slack refuses: nulls, empty texts, lists without entries, links that lead
/// nowhere. Lengths are UTF-16 units, with which any other way of counting is kept as well.
/// </summary>
internal static class SlackLimits
{
    private const int Text = 3000;
    private const int FieldText = 2000;
    private const int Fields = 10;
    private const int ButtonText = 75;
    private const int ButtonValue = 2000;
    private const int Url = 3000;
    private const int OptionText = 75;
    private const int OptionValue = 150;
    private const int SelectOptions = 100;
    private const int RadioOptions = 10;
    private const int OverflowOptions = 5;
    private const int Placeholder = 150;
    private const int ActionsElements = 25;
    private const int ContextElements = 10;
    private const int Header = 150;
    private const int InputLabel = 2000;
    private const int InputText = 3000;
    private const int AltText = 2000;
    private const int ChartTitle = 50;
    private const int ChartLabel = 20;
    private const int ChartPoints = 20;
    private const int ChartSeries = 6;

    /// <summary>What is left of a block: nothing, itself, or several where it had more fields than one may have.</summary>
    public static IEnumerable<JsonObject> Keep(JsonObject block)
    {
        DropNulls(block);
        bool stays = (string?)block["type"] switch
        {
            "section" => KeepSection(block),
            "context" => KeepAll(block, "elements", element => CutWords(element, Text), ContextElements),
            "actions" => KeepAll(block, "elements", KeepElement, ActionsElements),
            "rich_text" => KeepAll(block, "elements", KeepRichText, int.MaxValue),
            "header" => CutText(block, "text", Header),
            "input" => KeepInput(block),
            "image" => KeepImage(block),
            "data_visualization" => KeepChart(block),
            _ => true,
        };
        return stays ? SplitFields(block) : [];
    }

    /// <summary>Cuts a text object; one without words goes, and the answer is false.</summary>
    public static bool CutText(JsonObject parent, string name, int max)
    {
        if (parent[name] is JsonObject text && CutWords(text, max))
        {
            return true;
        }

        parent.Remove(name);
        return false;
    }

    /// <summary>Cuts a plain string; an empty one goes.</summary>
    public static void CutString(JsonObject parent, string name, int max)
    {
        switch ((string?)parent[name])
        {
            case { Length: 0 }:
                parent.Remove(name);
                break;
            case { } text when text.Length > max:
                parent[name] = CardText.Cut(text, max);
                break;
        }
    }

    private static bool CutWords(JsonObject text, int max)
    {
        string words = (string?)text["text"] ?? "";
        if (words.Length > max)
        {
            text["text"] = (string?)text["type"] == "mrkdwn" ? SlackText.CutMarkup(words, max) : CardText.Cut(words, max);
        }

        return !string.IsNullOrWhiteSpace(words);
    }

    private static bool KeepSection(JsonObject section)
    {
        bool hasFields = KeepAll(section, "fields", field => CutWords(field, FieldText), int.MaxValue);
        if (section["accessory"] is JsonObject accessory && !KeepElement(accessory))
        {
            section.Remove("accessory");
        }

        return CutText(section, "text", Text) | hasFields;
    }

    private static IEnumerable<JsonObject> SplitFields(JsonObject block)
    {
        if (block["fields"] is not JsonArray { Count: > Fields } fields)
        {
            return [block];
        }

        JsonNode[] all = [.. fields.OfType<JsonNode>().Select(field => field.DeepClone())];
        block["fields"] = new JsonArray(all[..Fields]);
        return [block, .. all[Fields..].Chunk(Fields).Select(more => new JsonObject { ["type"] = "section", ["fields"] = new JsonArray(more) })];
    }

    /// <summary>A text leaf, or what holds leaves: a section, a quote, a list of sections.</summary>
    private static bool KeepRichText(JsonObject part)
    {
        if ((string?)part["type"] != "text")
        {
            return part["elements"] is null || KeepAll(part, "elements", KeepRichText, int.MaxValue);
        }

        string words = (string?)part["text"] ?? "";
        if (words.Length > Text)
        {
            part["text"] = CardText.Cut(words, Text);
        }

        if (part["style"] is JsonObject style && !style.Any(value => value.Value is JsonValue on && on.TryGetValue(out bool isOn) && isOn))
        {
            part.Remove("style");
        }

        return words.Length > 0;
    }

    /// <summary>A picture without an address or without words for those who do not see it is none.</summary>
    private static bool KeepImage(JsonObject image)
    {
        CutString(image, "alt_text", AltText);
        return image.ContainsKey("alt_text") && KeepLink(image, "image_url");
    }

    private static bool KeepChart(JsonObject chart)
    {
        CutString(chart, "title", ChartTitle);
        return chart.ContainsKey("title") && chart["chart"] is JsonObject drawn && KeepAll(drawn, "series", KeepSeries, ChartSeries)
            && drawn["axis_config"]?["categories"] is JsonArray { Count: > 0 and <= ChartPoints } categories && categories.All(label => (string?)label is { Length: > 0 and <= ChartLabel });
    }

    private static bool KeepSeries(JsonObject series)
    {
        CutString(series, "name", ChartLabel);
        return series.ContainsKey("name") && series["data"] is JsonArray { Count: > 0 and <= ChartPoints } points && points.All(point => (string?)point!["label"] is { Length: > 0 and <= ChartLabel });
    }

    private static bool KeepInput(JsonObject input)
    {
        CutText(input, "hint", InputLabel);
        return CutText(input, "label", InputLabel) && input["element"] is JsonObject element && KeepElement(element);
    }

    private static bool KeepElement(JsonObject element)
    {
        CutText(element, "placeholder", Placeholder);
        return (string?)element["type"] switch
        {
            "button" => KeepButton(element),
            "overflow" => KeepOptions(element, OverflowOptions),
            "static_select" => KeepOptions(element, SelectOptions),
            "radio_buttons" => KeepOptions(element, RadioOptions),
            "plain_text_input" => KeepTextInput(element),
            _ => true,
        };
    }

    private static bool KeepButton(JsonObject button)
    {
        if (button.ContainsKey("url") && !KeepLink(button, "url"))
        {
            return false;
        }

        CutString(button, "value", ButtonValue);
        CutString(button, "accessibility_label", ButtonText);
        return CutText(button, "text", ButtonText);
    }

    private static bool KeepLink(JsonObject holder, string name)
    {
        if (CardText.Link((string?)holder[name]) is not { Length: <= Url } link)
        {
            return false;
        }

        holder[name] = link;
        return true;
    }

    private static bool KeepTextInput(JsonObject input)
    {
        input["max_length"] = Math.Clamp((int?)input["max_length"] ?? InputText, 1, InputText);
        CutString(input, "initial_value", (int)input["max_length"]!);
        return true;
    }

    private static bool KeepOptions(JsonObject element, int max)
    {
        bool any = KeepAll(element, "options", KeepOption, max);
        if (element["initial_option"] is JsonObject initial
            && !(any && KeepOption(initial) && element["options"]!.AsArray().Any(option => JsonNode.DeepEquals(option, initial))))
        {
            element.Remove("initial_option");
        }

        return any;
    }

    private static bool KeepOption(JsonObject option)
    {
        CutString(option, "value", OptionValue);
        return CutText(option, "text", OptionText) && option.ContainsKey("value");
    }

    private static bool KeepAll(JsonObject parent, string name, Func<JsonObject, bool> keep, int max)
    {
        if (parent[name] is not JsonArray list)
        {
            return false;
        }

        JsonObject[] left = [.. list.OfType<JsonObject>().Where(keep).Take(max)];
        if (left.Length < list.Count)
        {
            list.Clear();
            foreach (JsonObject entry in left)
            {
                list.Add((JsonNode)entry);
            }
        }

        if (left.Length == 0)
        {
            parent.Remove(name);
        }

        return left.Length > 0;
    }

    private static void DropNulls(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject found:
                foreach (string name in found.Where(property => property.Value is null).Select(property => property.Key).ToList())
                {
                    found.Remove(name);
                }

                found.ToList().ForEach(property => DropNulls(property.Value));
                break;
            case JsonArray list:
                list.ToList().ForEach(DropNulls);
                break;
        }
    }
}
