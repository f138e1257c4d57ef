namespace MLNet.Compression;

/// <summary>What came of an attack on a text.</summary>
public enum AttackOutcome
{
    /// <summary>The model was wrong before anything was changed.</summary>
    WrongBefore = 0,

    /// <summary>The model stayed right.</summary>
    Held = 1,

    /// <summary>The model was right, and errs on the changed text.</summary>
    Fooled = 2,
}
