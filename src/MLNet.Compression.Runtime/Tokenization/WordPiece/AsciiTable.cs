using MLNet.Compression.Runtime.Tokenization.Characters;

namespace MLNet.Compression.Runtime.Tokenization.WordPiece;

/// <summary>For each byte of an <see cref="AsciiBlock"/>: how to go on, the trie's code, and the id of the character as a word.</summary>
internal sealed class AsciiTable
{
    private const int AsciiCount = 128;
    private const int ByteCount = 256;

    private readonly AsciiKind[] _kinds = new AsciiKind[ByteCount];
    private readonly int[] _codes = new int[ByteCount];
    private readonly int[] _ids = new int[ByteCount];

    public AsciiTable(CharacterTable characters, Vocabulary vocabulary, PieceTrie trie)
    {
        for (var c = 0; c < ByteCount; c++)
        {
            _ids[c] = vocabulary.UnknownId;
            if (c >= AsciiCount)
            {
                continue;
            }

            _kinds[c] = KindOf((char)c, CharacterTable.Kind(characters[c]));
            _codes[c] = trie.CodeOf(c);
            if (vocabulary.TryGetId([(byte)c], out var id))
            {
                _ids[c] = id;
            }
        }
    }

    public AsciiKind Kind(byte character) => _kinds[character];

    public int Code(byte character) => _codes[character];

    public int Id(byte character) => _ids[character];

    private static AsciiKind KindOf(char character, CharacterKind kind) => kind switch
    {
        CharacterKind.Letter when char.IsAsciiLetterOrDigit(character) => AsciiKind.Word,
        CharacterKind.Space => AsciiKind.Space,
        CharacterKind.Isolated => AsciiKind.Isolated,
        _ => AsciiKind.General,
    };
}
