using ChatTriage.Settings;

namespace ChatTriage.Tests.Settings;

/// <summary>Mistakes in the settings of Azure AI Language are named before anything is sent there.</summary>
public sealed class AzureSettingTests
{
    private const string Endpoint = "https://my-language.cognitiveservices.azure.com";

    [Fact]
    public void Nothing_Is_Asked_Unless_It_Is_Configured()
    {
        AzureLanguageOptions azure = Bound.Read().Analysis.Azure;

        azure.IsOn().ShouldBeFalse();
        (azure.DailyRecords, azure.Timeout, azure.Path, azure.ApiVersion).ShouldBe((5_000, TimeSpan.FromSeconds(3), "/language/:analyze-text", "2024-11-01"));
    }

    [Theory]
    [InlineData(Endpoint, "0123456789abcdef")]
    [InlineData(Endpoint + "/", null)]
    [InlineData("https://westeurope.api.cognitive.microsoft.com/", "0123456789abcdef")]
    [InlineData("http://127.0.0.1:5000", null)]
    [InlineData("http://localhost:5000", "0123456789abcdef")]
    public void Endpoint_With_A_Key_An_Identity_Or_On_This_Machine_Is_Taken(string endpoint, string? key) =>
        Bound.Read(("Analysis:Azure:Endpoint", endpoint), ("Analysis:Azure:Key", key)).Analysis.Azure.IsOn().ShouldBeTrue();

    [Theory]
    [InlineData("Endpoint", "http://language.example.com", "not an address that begins with https://")]
    [InlineData("Endpoint", "my-language.cognitiveservices.azure.com", "not an address that begins with https://")]
    [InlineData("Endpoint", Endpoint + "/language", "has no path")]
    [InlineData("Endpoint", "https://user:word@my-language.cognitiveservices.azure.com", "not an address")]
    [InlineData("Endpoint", "https://westeurope.api.cognitive.microsoft.com", "the endpoint of a whole region takes a key only")]
    [InlineData("Key", "two words", "a key has no spaces")]
    [InlineData("DailyRecords", "0", "not between 1 and 100,000,000; to ask nothing, leave Analysis:Azure:Endpoint empty")]
    [InlineData("DailyRecords", "-1", "not between 1 and 100,000,000")]
    [InlineData("DailyRecords", "many", "not a whole number")]
    [InlineData("Path", "analyze", "not a path")]
    [InlineData("Path", "/a?api-version=2", "not a path")]
    [InlineData("ApiVersion", "latest", "not a version of the interface, which is a date. Example: 2024-11-01")]
    [InlineData("Timeout", "00:00:00.1", "is not between 0.2 and 30 seconds. Example: 00:00:03")]
    [InlineData("Timeout", "00:01:00", "is not between 0.2 and 30 seconds")]
    public void Mistake_Is_Named(string name, string value, string problem)
    {
        (string, string?)[] settings = [("Analysis:Azure:Endpoint", Endpoint), ($"Analysis:Azure:{name}", value)];

        SettingFault fault = Faults(settings).ShouldHaveSingleItem();

        fault.Key.ShouldBe($"Analysis:Azure:{name}");
        fault.ToString().ShouldContain(problem);
    }

    [Fact]
    public void Key_Without_An_Endpoint_Is_Named_And_Not_Printed()
    {
        SettingFault fault = Faults(("Analysis:Azure:Key", "zebra0123456789")).ShouldHaveSingleItem();

        fault.ToString().ShouldStartWith("Analysis:Azure:Endpoint (Analysis__Azure__Endpoint): there is a key, but not where it belongs");
        fault.ToString().ShouldNotContain("zebra");
    }

    [Fact]
    public void Wrong_Key_Is_Not_Printed() =>
        Faults(("Analysis:Azure:Endpoint", Endpoint), ("Analysis:Azure:Key", "zebra and more")).ShouldHaveSingleItem().ToString().ShouldNotContain("zebra");

    private static SettingFault[] Faults(params (string Key, string? Value)[] settings) => [.. Should.Throw<WrongSettingsException>(() => Bound.Read(settings)).Faults];
}
