namespace MLNet.Compression.Runtime.Inference;

/// <summary>Cuts rows into blocks of nearly equal size.</summary>
internal struct TokenBlocks(int rows, int mostAtOnce)
{
    private readonly int _blocks = (rows + mostAtOnce - 1) / mostAtOnce;
    private int _block = -1;

    /// <summary>The first row and the number of rows of the current block.</summary>
    public readonly (int First, int Count) Current => (Start(_block), Start(_block + 1) - Start(_block));

    public readonly TokenBlocks GetEnumerator() => this;

    public bool MoveNext() => ++_block < _blocks;

    private readonly int Start(int block) => (int)((long)block * rows / _blocks);
}
