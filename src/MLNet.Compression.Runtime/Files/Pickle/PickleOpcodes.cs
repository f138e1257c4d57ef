namespace MLNet.Compression.Runtime.Files.Pickle;

/// <summary>The instructions of pickle protocols 2 to 5 that tensors and plain values need.</summary>
internal static class PickleOpcodes
{
    private const int MaxProtocol = 5;

    private static readonly Dictionary<byte, Action<PickleMachine>> _known = new()
    {
        [0x80] = Protocol,
        [0x95] = machine => machine.Input.Int64(), // FRAME: only a hint for buffering
        [(byte)'.'] = machine => machine.Stop(),
        [(byte)'('] = machine => machine.Mark(),
        [(byte)'0'] = machine => machine.Pop(),
        [(byte)'1'] = machine => machine.PopToMark(),

        [(byte)'N'] = machine => machine.Push(null),
        [0x88] = machine => machine.Push(true),
        [0x89] = machine => machine.Push(false),
        [(byte)'K'] = machine => machine.Push((long)machine.Input.Byte()),
        [(byte)'M'] = machine => machine.Push((long)machine.Input.UInt16()),
        [(byte)'J'] = machine => machine.Push((long)machine.Input.Int32()),
        [0x8A] = machine => machine.Push(machine.Input.Integer(machine.Input.Byte())),
        [(byte)'G'] = machine => machine.Push(machine.Input.BigEndianDouble()),
        [(byte)'U'] = machine => machine.Push(machine.Input.Text(machine.Input.Byte())),
        [(byte)'T'] = machine => machine.Push(machine.Input.Text(machine.Input.Int32())),
        [0x8C] = machine => machine.Push(machine.Input.Text(machine.Input.Byte())),
        [(byte)'X'] = machine => machine.Push(machine.Input.Text((uint)machine.Input.Int32())),

        [(byte)')'] = machine => machine.Push(Array.Empty<object?>()),
        [0x85] = machine => machine.Push(machine.Take(1)),
        [0x86] = machine => machine.Push(machine.Take(2)),
        [0x87] = machine => machine.Push(machine.Take(3)),
        [(byte)'t'] = machine => machine.Push(machine.PopToMark()),
        [(byte)']'] = machine => machine.Push(new List<object?>()),
        [(byte)'a'] = machine => Append(machine, machine.Take(1)),
        [(byte)'e'] = machine => Append(machine, machine.PopToMark()),
        [(byte)'}'] = machine => machine.Push(new PickleDictionary()),
        [(byte)'s'] = machine => SetItems(machine, machine.Take(2)),
        [(byte)'u'] = machine => SetItems(machine, machine.PopToMark()),

        [(byte)'q'] = machine => machine.Memoize(machine.Input.Byte()),
        [(byte)'r'] = machine => machine.Memoize((uint)machine.Input.Int32()),
        [0x94] = machine => machine.Memoize(machine.MemoCount),
        [(byte)'h'] = machine => machine.Recall(machine.Input.Byte()),
        [(byte)'j'] = machine => machine.Recall((uint)machine.Input.Int32()),

        [(byte)'c'] = machine => machine.Push(TorchGlobals.Find(machine, machine.Input.Line(), machine.Input.Line())),
        [0x93] = StackGlobal,
        [(byte)'R'] = Reduce,
        [(byte)'b'] = Build,
        [(byte)'Q'] = machine => machine.Push(TorchGlobals.Storage(machine, machine.Pop())),
    };

    // The rest of the instruction set, to name what is refused.
    private static readonly (int Opcode, string Name)[] _refused =
    [
        ('2', "DUP"), ('F', "FLOAT"), ('I', "INT"), ('L', "LONG"), ('P', "PERSID"), ('S', "STRING"), ('V', "UNICODE"),
        ('d', "DICT"), ('l', "LIST"), ('g', "GET"), ('p', "PUT"), ('i', "INST"), ('o', "OBJ"), ('B', "BINBYTES"),
        ('C', "SHORT_BINBYTES"), (0x81, "NEWOBJ"), (0x82, "EXT1"), (0x83, "EXT2"), (0x84, "EXT4"), (0x8B, "LONG4"),
        (0x8D, "BINUNICODE8"), (0x8E, "BINBYTES8"), (0x8F, "EMPTY_SET"), (0x90, "ADDITEMS"), (0x91, "FROZENSET"),
        (0x92, "NEWOBJ_EX"), (0x96, "BYTEARRAY8"), (0x97, "NEXT_BUFFER"), (0x98, "READONLY_BUFFER"),
    ];

    /// <summary>Carries out one instruction.</summary>
    /// <exception cref="ModelFileException">It is not among those needed, or malformed.</exception>
    public static void Run(PickleMachine machine, byte opcode)
    {
        if (!_known.TryGetValue(opcode, out var operation))
        {
            throw machine.Input.Wrong(
                "an instruction that tensors need", Array.Find(_refused, refused => refused.Opcode == opcode).Name ?? $"the byte 0x{opcode:x2}");
        }

        operation(machine);
    }

    private static void Protocol(PickleMachine machine)
    {
        var protocol = machine.Input.Byte();
        if (protocol > MaxProtocol)
        {
            throw machine.Input.Wrong($"a pickle protocol up to {MaxProtocol}", $"{protocol}");
        }
    }

    private static void Append(PickleMachine machine, object?[] items) =>
        machine.Require<List<object?>>(machine.Peek(), "a list").AddRange(items);

    private static void SetItems(PickleMachine machine, object?[] keysAndValues)
    {
        var dictionary = machine.Require<PickleDictionary>(machine.Peek(), "a dictionary");
        if (keysAndValues.Length % 2 != 0)
        {
            throw machine.Input.Wrong("a value for each key", "one fewer");
        }

        for (var i = 0; i < keysAndValues.Length; i += 2)
        {
            dictionary.Add(keysAndValues[i], keysAndValues[i + 1]);
        }
    }

    private static void StackGlobal(PickleMachine machine)
    {
        var name = machine.Require<string>(machine.Pop(), "a name");
        machine.Push(TorchGlobals.Find(machine, machine.Require<string>(machine.Pop(), "a module"), name));
    }

    private static void Reduce(PickleMachine machine)
    {
        var arguments = machine.Require<object?[]>(machine.Pop(), "a tuple of arguments");
        machine.Push(TorchGlobals.Build(machine, machine.Require<PickleGlobal>(machine.Pop(), "a function"), arguments));
    }

    // State dictionaries carry their modules' versions as an attribute; it says nothing about values.
    private static void Build(PickleMachine machine)
    {
        var state = machine.Require<PickleDictionary>(machine.Pop(), "a dictionary of attributes");
        machine.Require<PickleDictionary>(machine.Peek(), "a dictionary that has attributes");
        foreach (var (key, _) in state.Entries)
        {
            machine.CountStep();
            if (key is not "_metadata")
            {
                throw machine.Input.Wrong("no attribute but '_metadata'", key is string name ? $"'{name}'" : "another");
            }
        }
    }
}
