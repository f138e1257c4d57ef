using System.Collections.Immutable;
using MLNet.Compression.Runtime.Files;
using MLNet.Compression.Runtime.Files.Protobuf;

namespace MLNet.Compression.Runtime.Tokenization.SentencePiece;

/// <summary>A model file of SentencePiece: the protobuf message <c>ModelProto</c>. What changes text in a way that is not supported is refused.</summary>
internal sealed class SentencePieceFile
{
    private const long MaxBytes = 256L << 20;
    private const ulong UnigramType = 1;
    private const string Remedy = "Use the model of an ALBERT or XLM-R tokenizer.";

    private readonly string _file;
    private readonly AllocationBudget _budget;

    private SentencePieceFile(string file, AllocationBudget budget) => (_file, _budget) = (file, budget);

    /// <summary>The pieces in the order of their ids.</summary>
    public List<ScoredPiece> Pieces { get; } = [];

    /// <summary>The precompiled map of characters; empty for none.</summary>
    public ImmutableArray<byte> Characters { get; private set; } = [];

    /// <summary>Whether a space is put before a text.</summary>
    public bool AddsPrefix { get; private set; } = true;

    /// <exception cref="ModelFileException">It is damaged, or no unigram model, or splits texts in a way that is not supported.</exception>
    public static SentencePieceFile Read(string path)
    {
        using var file = new CheckedFile(path);
        if (file.Length > MaxBytes)
        {
            throw new ModelFileException(path, "file", $"at most {MaxBytes} bytes", $"{file.Length}", "Is it another file?");
        }

        var bytes = new byte[file.Length];
        file.Read(0, bytes);
        var model = new SentencePieceFile(path, new AllocationBudget(path, bytes.Length));
        model.ReadModel(new ProtobufReader(bytes, path));
        return model.Pieces.Count > 0 ? model : throw new ModelFileException(path, "pieces", "at least one", "none", Remedy);
    }

    private void ReadModel(ProtobufReader reader)
    {
        const int PieceField = 1, TrainerField = 2, NormalizerField = 3;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case PieceField:
                    AddPiece(reader.ReadMessage());
                    break;
                case TrainerField:
                    ReadTrainer(reader.ReadMessage());
                    break;
                case NormalizerField:
                    ReadNormalizer(reader.ReadMessage());
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private void AddPiece(ProtobufReader reader)
    {
        _budget.Spend(Vocabulary.BytesOfPiece, "pieces", $"{Pieces.Count + 1} pieces");
        var piece = ReadPiece(reader);
        if (piece.Text.Length == 0 || piece.Text.AsSpan().ContainsAny('\r', '\n') || !Enum.IsDefined(piece.Type) || piece.Type == PieceType.Byte)
        {
            throw new ModelFileException(_file, $"piece {Pieces.Count}", "a text without line breaks, of a type other than bytes", $"'{piece.Text}' of type {piece.Type}", Remedy);
        }

        Pieces.Add(piece);
    }

    private static ScoredPiece ReadPiece(ProtobufReader reader)
    {
        const int TextField = 1, ScoreField = 2, TypeField = 3;
        var piece = new ScoredPiece("", 0, PieceType.Normal);
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case TextField:
                    piece = piece with { Text = reader.ReadText() };
                    break;
                case ScoreField:
                    piece = piece with { Score = reader.ReadSingle() };
                    break;
                case TypeField:
                    piece = piece with { Type = (PieceType)Math.Min(reader.ReadInteger(), int.MaxValue) };
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        return piece;
    }

    private void ReadTrainer(ProtobufReader reader)
    {
        const int ModelTypeField = 3, SpaceAsSuffixField = 24;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case ModelTypeField:
                    Require(reader.ReadInteger() is UnigramType, "the type of the model", "unigram", "another");
                    break;
                case SpaceAsSuffixField:
                    Require(!reader.ReadFlag(), "treat_whitespace_as_suffix", "false", "true");
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private void ReadNormalizer(ProtobufReader reader)
    {
        const int MapField = 2, AddsPrefixField = 3, RemovesSpacesField = 4, EscapesSpacesField = 5;
        while (reader.Next())
        {
            switch (reader.Field)
            {
                case MapField:
                    Characters = [.. reader.ReadBytes()];
                    break;
                case AddsPrefixField:
                    AddsPrefix = reader.ReadFlag();
                    break;
                case RemovesSpacesField:
                    Require(reader.ReadFlag(), "remove_extra_whitespaces", "true", "false");
                    break;
                case EscapesSpacesField:
                    Require(reader.ReadFlag(), "escape_whitespaces", "true", "false");
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }
    }

    private void Require(bool isMet, string what, string expected, string found)
    {
        if (!isMet)
        {
            throw new ModelFileException(_file, what, expected, found, Remedy);
        }
    }
}
