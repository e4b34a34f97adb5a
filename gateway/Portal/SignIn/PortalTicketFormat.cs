using System.IO.Compression;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace Gateway.Portal.SignIn;

/// <summary>Seals a sign-in, compressed: three tokens as they come would make a third more of cookies.</summary>
internal sealed class PortalTicketFormat(IDataProtector protector) : SecureDataFormat<AuthenticationTicket>(new Compressed(), protector)
{
    private sealed class Compressed : IDataSerializer<AuthenticationTicket>
    {
        public byte[] Serialize(AuthenticationTicket model)
        {
            using var output = new MemoryStream();
            using (var deflate = new DeflateStream(output, CompressionLevel.Fastest))
            {
                deflate.Write(TicketSerializer.Default.Serialize(model));
            }

            return output.ToArray();
        }

        // Only what was sealed with our key comes here.
        public AuthenticationTicket? Deserialize(byte[] data)
        {
            using var output = new MemoryStream();
            using (var inflate = new DeflateStream(new MemoryStream(data), CompressionMode.Decompress))
            {
                inflate.CopyTo(output);
            }

            return TicketSerializer.Default.Deserialize(output.ToArray());
        }
    }
}
