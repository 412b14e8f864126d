using ChatTriage.Tests.Drivers;
using ChatTriage.Tests.Infrastructure;

namespace ChatTriage.Tests.Teams;

/// <summary>Channels are connected by saying so in them, by an owner or an operator, and not by anybody else.</summary>
public sealed class TeamsConnectTests
{
    private static readonly (string Key, string? Value)[] Nowhere =
        [("Triage:Channels:0", null), ("Desks:CustomerService:Channels:0", null), ("Desks:PublicRelations:Channels:0", null), ("Operators:0", TeamsDriver.Patti.Address)];

    [Fact]
    public async Task A_Mention_Lives_In_Channels_That_Were_Connected_From_Within()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(Nowhere);
        TeamsDriver people = stage.People;

        (await SayAsync(people, TeamsDriver.Megan, TeamsDriver.Triage, "connect triage")).ShouldContain("This channel is now triage");
        (await SayAsync(people, TeamsDriver.Patti, TeamsDriver.CustomerService, "connect customer-service")).ShouldContain("now the customer-service desk");
        (await SayAsync(people, TeamsDriver.Patti, TeamsDriver.Group, "Connect  PR")).ShouldContain("now the PR desk");
        (await SayAsync(people, TeamsDriver.Patti, TeamsDriver.CustomerService, "connect Customer  Service")).ShouldContain("desk already");
        (await SayAsync(people, TeamsDriver.Patti, TeamsDriver.Group, "connect public relations \u201CBrightwater\u201D")).ShouldContain("PR desk of Brightwater");

        TeamsCard desk = await people.RoutedAsync();
        await people.PressAsync(TeamsDriver.Adele, desk, "claim");
        await people.CardSayingAsync(TeamsDriver.CustomerService, desk.Mention, "Adele Vance is answering");

        // A group chat is a desk as well.
        TeamsCard card = await people.MentionWithCardAsync("brightwater again");
        await people.PressAsync(TeamsDriver.Megan, card, "public-reply");
        TeamsCard inGroup = await people.CardAsync(TeamsDriver.Group, card.Mention);
        await people.PressAsync(TeamsDriver.Isaiah, inGroup, "claim");
        (await people.CardSayingAsync(TeamsDriver.Group, card.Mention, "Isaiah Langer is answering")).Message.Id.ShouldBe(inGroup.Message.Id);
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task Saying_It_Twice_Changes_Nothing_And_Disconnecting_Ends_It()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(Nowhere);
        TeamsDriver people = stage.People;
        await SayAsync(people, TeamsDriver.Megan, TeamsDriver.Triage, "connect triage");

        (await SayAsync(people, TeamsDriver.Patti, TeamsDriver.Triage, "connect triage")).ShouldContain("already");
        (await stage.CountAsync("SELECT count(*) FROM connected_channel")).ShouldBe(1);
        TeamsCard card = await people.MentionWithCardAsync();

        (await SayAsync(people, TeamsDriver.Megan, TeamsDriver.Triage, "disconnect")).ShouldContain("not connected any more");
        (await SayAsync(people, TeamsDriver.Megan, TeamsDriver.Triage, "disconnect")).ShouldContain("not connected");
        long second = await people.SendAsync("brightwater again");
        await stage.SettleAsync();
        people.Cards(TeamsDriver.Triage).ShouldHaveSingleItem().Mention.ShouldBe(card.Mention);

        // It is not lost: as soon as there is a place again it has a card.
        await SayAsync(people, TeamsDriver.Megan, TeamsDriver.PublicRelations, "connect triage");
        await stage.EventuallyWithTimeAsync(() => Task.FromResult(people.Cards(TeamsDriver.PublicRelations).Any(shown => shown.Mention == second)), "a card in the new channel");
        await stage.ShouldBeInOrderAsync();
    }

    [Fact]
    public async Task Owner_Of_One_Brand_Connects_For_That_Brand_Alone()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync([.. Nowhere, ("Brands:1:Name", "Clearspring"), ("Brands:1:Match", "clearspring"), ("Brands:1:Owners:0", TeamsDriver.Isaiah.Address)]);
        TeamsDriver people = stage.People;

        (await SayAsync(people, TeamsDriver.Isaiah, TeamsDriver.Triage, "connect triage")).ShouldContain("may connect channels");
        (await SayAsync(people, TeamsDriver.Isaiah, TeamsDriver.Triage, "connect triage clearspring")).ShouldContain("now triage of Clearspring");
        (await SayAsync(people, TeamsDriver.Megan, TeamsDriver.Triage, "connect triage")).ShouldContain("now triage");
        (await SayAsync(people, TeamsDriver.Isaiah, TeamsDriver.Triage, "disconnect")).ShouldContain("not connected for Clearspring any more");
        (await SayAsync(people, TeamsDriver.Isaiah, TeamsDriver.Triage, "disconnect")).ShouldContain("what others have connected they take away");

        (await stage.CountAsync("SELECT count(*) FROM connected_channel WHERE brand = ''")).ShouldBe(1, "what others have connected stays");
        (await stage.CountAsync("SELECT count(*) FROM connected_channel")).ShouldBe(1);
        await stage.ShouldBeInOrderAsync();
    }

    [Theory]
    [InlineData("connect triage", "may connect channels")]
    [InlineData("disconnect", "may connect channels")]
    public async Task Somebody_Else_May_Not(string words, string answer)
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(Nowhere);

        string said = await SayAsync(stage.People, TeamsDriver.Adele, TeamsDriver.Triage, words);

        said.ShouldContain(answer);
        said.ShouldContain(TeamsDriver.Adele.Address, customMessage: "whoever runs the program needs it");
        (await stage.CountAsync("SELECT count(*) FROM connected_channel")).ShouldBe(0);
        await stage.ShouldBeInOrderAsync();
    }

    [Theory]
    [InlineData("connect", "connect customer-service")]
    [InlineData("connect lunch", "connect customer-service")]
    [InlineData("connect triage Nobody", "There is no brand of that name")]
    public async Task What_Is_Not_Understood_Is_Explained(string words, string answer)
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(Nowhere);

        (await SayAsync(stage.People, TeamsDriver.Megan, TeamsDriver.Triage, words)).ShouldContain(answer);
        (await stage.CountAsync("SELECT count(*) FROM connected_channel")).ShouldBe(0);
    }

    [Fact]
    public async Task A_Private_Chat_Is_No_Place_For_Cards()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync(Nowhere);

        (await SayAsync(stage.People, TeamsDriver.Megan, TeamsDouble.ChatWith(TeamsDriver.Megan), "connect triage")).ShouldContain("cannot be posted into a private chat");
        (await stage.CountAsync("SELECT count(*) FROM connected_channel")).ShouldBe(0);
    }

    [Fact]
    public async Task A_Channel_May_Be_For_One_Brand_Alone()
    {
        await using TeamsStage stage = await TeamsStage.StartAsync([.. Nowhere, ("Brands:1:Name", "Clear Well"), ("Brands:1:Match", "clearwell")]);
        TeamsDriver people = stage.People;
        await SayAsync(people, TeamsDriver.Megan, TeamsDriver.Triage, "connect triage");
        (await SayAsync(people, TeamsDriver.Megan, TeamsDriver.PublicRelations, "connect triage Clear Well")).ShouldContain("triage of Clear Well");

        TeamsCard first = await people.MentionWithCardAsync();
        TeamsCard second = await people.CardAsync(TeamsDriver.PublicRelations, await people.SendAsync("clearwell leaks"));

        await stage.SettleAsync();
        people.Cards(TeamsDriver.Triage).ShouldHaveSingleItem().Mention.ShouldBe(first.Mention);
        people.Cards(TeamsDriver.PublicRelations).ShouldHaveSingleItem().Mention.ShouldBe(second.Mention);
        await stage.ShouldBeInOrderAsync();
    }

    private static async Task<string> SayAsync(TeamsDriver people, TeamsPerson person, string room, string words) => TeamsCard.JsonOf((await people.AskAsync(person, room, words)).Activity);
}
