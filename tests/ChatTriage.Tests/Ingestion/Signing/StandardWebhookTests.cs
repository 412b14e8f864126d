using System.Text;
using ChatTriage.Ingestion.Signing;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace ChatTriage.Tests.Ingestion.Signing;

public sealed class StandardWebhookTests
{
    // The vector of the specification's own libraries.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Body = """{"test": 2432232314}""";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private const string OtherSecret = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwd";

    private static readonly DateTimeOffset SentAt = DateTimeOffset.FromUnixTimeSeconds(1614265330);

    private readonly FakeTimeProvider _clock = new(SentAt);

    [Fact]
    public void The_Vector_Of_The_Specification_Verifies()
    {
        Verify().ShouldBeTrue();
        StandardWebhook.Sign(Key(Secret), Id, SentAt, Encoding.UTF8.GetBytes(Body)).ShouldBe(Signature);
    }

    [Theory]
    [InlineData("v1,AAAA v2,x " + Signature)]
    [InlineData("v1a,abc  " + Signature + " v1,not-base64")]
    [InlineData("v1,AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA= " + Signature)]
    public void One_Good_Signature_In_A_Mixed_List_Is_Enough(string signatures) => Verify(signatures: signatures).ShouldBeTrue();

    [Fact]
    public void During_A_Rotation_Either_Secret_Verifies()
    {
        Verify(secrets: [OtherSecret, Secret]).ShouldBeTrue();
        Verify(secrets: [Secret, OtherSecret]).ShouldBeTrue();
        Verify(secrets: [OtherSecret]).ShouldBeFalse();
    }

    [Fact]
    public void Whatever_Was_Signed_Cannot_Be_Changed()
    {
        Verify(body: """{"test": 2432232315}""").ShouldBeFalse();
        Verify(body: Body + "\n").ShouldBeFalse();
        Verify(body: "").ShouldBeFalse();
        Verify(id: Id + "x").ShouldBeFalse();
        Verify(timestamp: "1614265331").ShouldBeFalse();
        Verify(timestamp: "01614265330").ShouldBeFalse();
    }

    [Theory]
    [InlineData(299, WebhookRefusal.None)]
    [InlineData(300, WebhookRefusal.None)]
    [InlineData(301, WebhookRefusal.TooOld)]
    [InlineData(-299, WebhookRefusal.None)]
    [InlineData(-300, WebhookRefusal.None)]
    [InlineData(-301, WebhookRefusal.TooNew)]
    public void A_Delivery_Is_Good_For_Five_Minutes_Either_Way(int secondsLater, WebhookRefusal expected)
    {
        var verifier = new StandardWebhookVerifier([Secret], new FakeTimeProvider(SentAt.AddSeconds(secondsLater)));

        verifier.TryBegin(Id, Timestamp, Signature, out var session, out var refusal).ShouldBe(expected == WebhookRefusal.None);

        refusal.ShouldBe(expected);
        session?.Dispose();
    }

    [Theory]
    [InlineData(null, Timestamp, Signature, WebhookRefusal.MissingId)]
    [InlineData("", Timestamp, Signature, WebhookRefusal.MissingId)]
    [InlineData(Id, null, Signature, WebhookRefusal.MissingTimestamp)]
    [InlineData(Id, Timestamp, null, WebhookRefusal.MissingSignature)]
    [InlineData(Id, "2021-02-25T15:02:10Z", Signature, WebhookRefusal.TimestampNotANumber)]
    [InlineData(Id, "-1614265330", Signature, WebhookRefusal.TimestampNotANumber)]
    [InlineData(Id, "99999999999999999999", Signature, WebhookRefusal.TimestampNotANumber)]
    [InlineData(Id, "9223372036854775807", Signature, WebhookRefusal.TooNew)]
    [InlineData(Id, "0", Signature, WebhookRefusal.TooOld)]
    [InlineData(Id, Timestamp, "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", WebhookRefusal.NoKnownSignature)]
    [InlineData(Id, Timestamp, "v1,AAAA", WebhookRefusal.NoKnownSignature)]
    [InlineData(Id, Timestamp, " ", WebhookRefusal.NoKnownSignature)]
    public void A_Refusal_Before_The_Body_Says_Why(string? id, string? timestamp, string? signatures, WebhookRefusal expected)
    {
        new StandardWebhookVerifier([Secret], _clock).TryBegin(id, timestamp, signatures, out var session, out var refusal).ShouldBeFalse();

        session.ShouldBeNull();
        refusal.ShouldBe(expected);
        refusal.Describe().ShouldContain("webhook-");
    }

    [Fact]
    public void Signed_Bodies_Verify_In_Any_Pieces_And_No_Flipped_Bit_Does() =>
        Gen.Select(Gen.Byte.Array[24, 64], Gen.Byte.Array[1, 300], Gen.Int[1, 40], Gen.Int[0, 2399]).Sample((key, body, piece, bit) =>
        {
            var secret = "whsec_" + Convert.ToBase64String(key);
            var signature = StandardWebhook.Sign(key, Id, SentAt, body);
            VerifyPieces(secret, signature, body, piece).ShouldBeTrue();

            var flipped = (byte[])body.Clone();
            flipped[bit / 8 % body.Length] ^= (byte)(1 << (bit % 8));
            VerifyPieces(secret, signature, flipped, piece).ShouldBeFalse();

            var forged = Convert.FromBase64String(signature[3..]);
            forged[bit / 8 % forged.Length] ^= (byte)(1 << (bit % 8));
            VerifyPieces(secret, "v1," + Convert.ToBase64String(forged), body, piece).ShouldBeFalse();
        });

    [Theory]
    [InlineData(null, "must start with whsec_")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "must start with whsec_")]
    [InlineData("whsec_", "this one holds 0")]
    [InlineData("whsec_not base64!", "must be Base64")]
    [InlineData("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRY=", "this one holds 23")]
    public void A_Malformed_Secret_Is_Refused_With_The_Reason(string? secret, string reason)
    {
        StandardWebhook.TryParseSecret(secret, out var key, out var error).ShouldBeFalse();

        key.ShouldBeEmpty();
        error.ShouldContain(reason);
        Should.Throw<ArgumentException>(() => new StandardWebhookVerifier([secret!], _clock));
    }

    [Fact]
    public void A_Key_Of_65_Bytes_Is_Too_Long() =>
        StandardWebhook.TryParseSecret("whsec_" + Convert.ToBase64String(new byte[65]), out _, out _).ShouldBeFalse();

    private bool Verify(
        string id = Id, string timestamp = Timestamp, string signatures = Signature, string body = Body, string[]? secrets = null)
    {
        new StandardWebhookVerifier(secrets ?? [Secret], _clock).TryBegin(id, timestamp, signatures, out var session, out var refusal)
            .ShouldBeTrue(refusal.ToString());
        using (session)
        {
            session!.Append(Encoding.UTF8.GetBytes(body));
            return session.Finish();
        }
    }

    private bool VerifyPieces(string secret, string signature, byte[] body, int piece)
    {
        new StandardWebhookVerifier([secret], _clock).TryBegin(Id, Timestamp, signature, out var session, out _).ShouldBeTrue();
        using (session)
        {
            foreach (var part in body.Chunk(piece))
            {
                session!.Append(part);
            }

            return session!.Finish();
        }
    }

    private static byte[] Key(string secret) =>
        StandardWebhook.TryParseSecret(secret, out var key, out var error) ? key : throw new InvalidOperationException(error);
}
