using System.Buffers.Binary;
using System.Reflection.PortableExecutable;

namespace Gateway.RealTests.Helm;

/// <summary>Which machine a file was compiled for.</summary>
internal static class CompiledProgram
{
    /// <summary>By the header of an ELF file.</summary>
    public static Machine MachineOf(string program)
    {
        var head = new byte[20];
        using (var file = File.OpenRead(program))
        {
            file.ReadExactly(head);
        }

        return !head.AsSpan(0, 4).SequenceEqual("\u007FELF"u8) ? Machine.Unknown : BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(18)) switch
        {
            0x3E => Machine.Amd64,
            0xB7 => Machine.Arm64,
            _ => Machine.Unknown,
        };
    }

    /// <summary>The machine whose code an assembly holds beside its IL (ReadyToRun); null where it holds none.</summary>
    public static Machine? CompiledAheadFor(string assembly)
    {
        using var reader = new PEReader(File.OpenRead(assembly));
        if (reader.PEHeaders.CorHeader is not { ManagedNativeHeaderDirectory.Size: > 0 })
        {
            return null;
        }

        // On Linux the machine's number is mixed with the system's, so that Windows takes no such file for its own.
        const ushort Linux = 0x7B79;
        return (Machine)((ushort)reader.PEHeaders.CoffHeader.Machine ^ Linux);
    }
}
