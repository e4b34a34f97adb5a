using System.Text;
using Gateway.Auditing;
using Gateway.Forwarding.Errors;
using Gateway.Forwarding.Operations;
using Shouldly;
using Xunit;

namespace Gateway.Tests.Forwarding;

/// <summary>Inputs that are good in form and longer than anybody needs: they cost neither time nor room.</summary>
public sealed class LongInputTests
{
    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void A_form_s_key_of_more_encodings_than_a_name_has_is_not_read(int encodings, bool isRead)
    {
        var actions = new List<string>();

        ActionParameter.Read(Encoding.ASCII.GetBytes($"{string.Concat(Enumerable.Repeat("%2", encodings))}=1&Action=ListUsers"), actions).ShouldBe(isRead);

        actions.ShouldBe(isRead ? ["ListUsers"] : []);
    }

    [Fact]
    public void An_error_of_more_than_65_535_bytes_is_good_CBOR()
    {
        var text = new string('é', 40_000);

        var map = CborText.Map(("message", text));

        map[..9].ShouldBe([0xA1, 0x67, .. "message"u8]);
        map[9..14].ShouldBe([0x7A, 0x00, 0x01, 0x38, 0x80]);
        Encoding.UTF8.GetString(map[14..]).ShouldBe(text);
    }

    [Fact]
    public void A_record_s_message_is_cut_after_1_024_characters()
    {
        var entry = new AuditEntry { RequestId = "id", Time = TimeProvider.System.GetUtcNow(), Method = "GET", Path = "/" };
        entry.Refused("reason", new string('m', 2_000));

        entry.CutShort();

        entry.Message!.Length.ShouldBe(1_027);
    }
}
