using Gateway.Sessions;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;

namespace Gateway.Portal.SignIn;

/// <summary>Seals a sign-in, compressed: three tokens as they come would make a third more of cookies.</summary>
internal sealed class PortalTicketFormat(IDataProtector protector) : SecureDataFormat<AuthenticationTicket>(new Compressed(), protector)
{
    private sealed class Compressed : IDataSerializer<AuthenticationTicket>
    {
        public byte[] Serialize(AuthenticationTicket model) => Deflated.From(TicketSerializer.Default.Serialize(model));

        // Only what was sealed with our key comes here.
        public AuthenticationTicket? Deserialize(byte[] data) => TicketSerializer.Default.Deserialize(Deflated.ToPlain(data));
    }
}
