namespace MLNet.Compression.Runtime.Kernels.Int8;

/// <summary>How a kernel wants the 16 x 4 blocks of a matrix.</summary>
internal abstract class BlockForm
{
    /// <summary>One block each, inputs in order.</summary>
    public static BlockForm Plain { get; } = new PlainForm();

    /// <summary>So that no two products of neighbouring inputs overflow 16 bits: see <see cref="PairedForm"/>.</summary>
    public static BlockForm Paired { get; } = new PairedForm();

    /// <summary>Arrangements of the inputs that an index can name: it is arrangement x steps + step.</summary>
    public abstract int Arrangements { get; }

    /// <summary>Whether a dense matrix needs no indices.</summary>
    public abstract bool CanDropIndices { get; }

    /// <summary>Blocks that one block becomes.</summary>
    public abstract int CountFor(ReadOnlySpan<sbyte> block);

    /// <summary>Writes the <see cref="CountFor"/> blocks of one block.</summary>
    /// <param name="block">Output by output its 4 inputs [64].</param>
    /// <param name="blocks">Receives the blocks [count x 64].</param>
    /// <returns>The arrangement of all of them.</returns>
    public abstract int Write(ReadOnlySpan<sbyte> block, Span<sbyte> blocks);

    /// <summary>Where input <paramref name="input"/> of 4 stands in an arrangement, and which input stands there: the two agree.</summary>
    public abstract int PlaceOf(int arrangement, int input);

    /// <summary>Whether a place holds 255 - x, and the block the opposite weight.</summary>
    public abstract bool IsComplemented(int arrangement, int place);

    private sealed class PlainForm : BlockForm
    {
        public override int Arrangements => 1;

        public override bool CanDropIndices => true;

        public override int CountFor(ReadOnlySpan<sbyte> block) => 1;

        public override int Write(ReadOnlySpan<sbyte> block, Span<sbyte> blocks)
        {
            block.CopyTo(blocks);
            return 0;
        }

        public override int PlaceOf(int arrangement, int input) => input;

        public override bool IsComplemented(int arrangement, int place) => false;
    }
}
