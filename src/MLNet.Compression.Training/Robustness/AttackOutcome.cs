namespace MLNet.Compression;

/// <summary>What came of an attack on a text.</summary>
public enum AttackOutcome
{
    /// <summary>The model was wrong before anything was changed; of entities it found none right.</summary>
    WrongBefore = 0,

    /// <summary>The model stayed as right as it was.</summary>
    Held = 1,

    /// <summary>The model was right, and errs on the changed text; of entities F1 fell.</summary>
    Fooled = 2,
}
