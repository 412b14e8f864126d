using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChatTriage.Tests.Infrastructure;

/// <summary>A certificate for the hosts of Microsoft that the tests stand in for; made anew in every run, trusted by nobody else.</summary>
public static class TeamsCertificate
{
    private static readonly Lazy<X509Certificate2> Made = new(Make);

    /// <summary>With its private key.</summary>
    public static X509Certificate2 Own => Made.Value;

    /// <summary>Takes this very certificate and no other.</summary>
    public static RemoteCertificateValidationCallback OnlyOwn => (_, certificate, _, _) => certificate?.GetCertHashString() == Own.GetCertHashString();

    /// <summary>Takes what was signed by a certificate authority in a file, for the host that was asked for.</summary>
    public static RemoteCertificateValidationCallback OnlyOf(X509Certificate2 authority) => (_, certificate, _, faults) =>
    {
        if (certificate is null || faults.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch))
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        using X509Certificate2 seen = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(seen);
    };

    private static X509Certificate2 Make()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=login.microsoftonline.com", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        foreach (string host in new[] { "login.microsoftonline.com", "login.botframework.com", "smba.trafficmanager.net", "localhost" })
        {
            names.AddDnsName(host);
        }

        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        using X509Certificate2 made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(30));

        // The key of a certificate that was just made is not one that TLS can use everywhere.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), password: null);
    }
}
