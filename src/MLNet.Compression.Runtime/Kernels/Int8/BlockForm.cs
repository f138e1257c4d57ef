namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>How a kernel wants the 16 x 4 blocks of a matrix.</summary>
internal abstract class BlockForm
{
    /// <summary>The choice for a block of zeros.</summary>
    public const byte Absent = byte.MaxValue;

    /// <summary>The choice for a block that becomes two, in arrangement 0.</summary>
    public const byte Doubled = byte.MaxValue - 1;

    /// <summary>One block each, inputs in order.</summary>
    public static BlockForm Plain { get; } = new PlainForm();

    /// <summary>So that no two products of neighbouring inputs overflow 16 bits: see <see cref="PairedForm"/>.</summary>
    public static BlockForm Paired { get; } = new PairedForm();

    /// <summary>Arrangements of the inputs that an index can name: it is arrangement x steps + step.</summary>
    public abstract int Arrangements { get; }

    /// <summary>Whether a dense matrix needs no indices.</summary>
    public abstract bool CanDropIndices { get; }

    /// <summary>Chooses an arrangement for each block, or <see cref="Absent"/>, or <see cref="Doubled"/>.</summary>
    /// <param name="blocks">64 integers each.</param>
    /// <param name="choices">Receives the choices.</param>
    public abstract void Choose(ReadOnlySpan<sbyte> blocks, Span<byte> choices);

    /// <summary>Writes one block, or two if it is doubled.</summary>
    /// <param name="block">Output by output its 4 inputs [64].</param>
    /// <param name="choice">What was chosen for it; a block of zeros counts as arrangement 0.</param>
    /// <param name="target">Receives the blocks.</param>
    public abstract void Write(ReadOnlySpan<sbyte> block, byte choice, Span<sbyte> target);

    /// <summary>Where input <paramref name="input"/> of 4 stands in an arrangement, and which input stands there: the two agree.</summary>
    public abstract int PlaceOf(int arrangement, int input);

    /// <summary>Whether a place holds 255 - x, and the block the opposite weight.</summary>
    public abstract bool IsComplemented(int arrangement, int place);

    /// <summary>Blocks that a choice stands for.</summary>
    public static int CountOf(byte choice) => choice switch { Absent => 0, Doubled => 2, _ => 1 };

    /// <summary>The arrangement that a choice stands for.</summary>
    public static int ArrangementOf(byte choice) => choice >= Doubled ? 0 : choice;
}
