package hearth.icon;

/// Every icon the program draws, by what it stands for. The pictures are Material Design Icons (Pictogrammers, Apache 2.0),
/// drawn from Ikonli's font.
public enum Icon {
    HEARTH("mdi2f-fireplace"), HOME("mdi2h-home-variant"), SECURITY("mdi2s-shield-home"), HISTORY("mdi2c-chart-line"),
    DEVICES("mdi2m-monitor-cellphone"), BROKER("mdi2l-lan"), AUTOMATIONS("mdi2r-robot-outline"), SCENE("mdi2m-movie-open-outline"),
    PLAY("mdi2p-play"),
    SETTINGS("mdi2c-cog-outline"), JOURNAL("mdi2t-text-box-outline"),
    SEARCH("mdi2m-magnify"), EDIT("mdi2p-pencil"), ADD("mdi2p-plus"), REMOVE("mdi2d-delete-outline"), CLOSE("mdi2c-close"),
    MINUS("mdi2m-minus"), UNDO("mdi2u-undo"), CHECK("mdi2c-check"), CHECK_CIRCLE("mdi2c-check-circle"), WARNING("mdi2a-alert"),
    INFO("mdi2i-information-outline"), COPY("mdi2c-content-copy"), SEND("mdi2s-send"), DOWN("mdi2a-arrow-down"), UP("mdi2a-arrow-up"),
    LEFT("mdi2c-chevron-left"), RIGHT("mdi2c-chevron-right"), EXPAND("mdi2c-chevron-down"), CLOCK("mdi2c-clock-outline"),
    SYNC("mdi2s-sync"), PIN("mdi2p-pin-outline"), DISCONNECT("mdi2l-link-off"), RESIZE("mdi2a-arrow-expand"),
    SIMULATED("mdi2h-home-city-outline"),
    SHIELD_OK("mdi2s-shield-check"), UNLOCK("mdi2l-lock-open-outline"), SHIELD_ALERT("mdi2s-shield-alert"), SILENCE("mdi2v-volume-off"),
    SOUND("mdi2v-volume-high"),
    LIGHT("mdi2l-lightbulb"), LIGHT_OFF("mdi2l-lightbulb-outline"), LAMP("mdi2c-ceiling-light"), PLUG("mdi2p-power-plug"),
    PLUG_OFF("mdi2p-power-plug-off"), SWITCH("mdi2t-toggle-switch"), THERMOMETER("mdi2t-thermometer"), THERMOSTAT("mdi2t-thermostat"),
    HUMIDITY("mdi2w-water-percent"), DOOR_CLOSED("mdi2d-door-closed"), DOOR_OPEN("mdi2d-door-open"), MOTION("mdi2m-motion-sensor"),
    COVER("mdi2w-window-shutter"), LOCK("mdi2l-lock"), FAN("mdi2f-fan"), ROBOT("mdi2r-robot-vacuum"), CAMERA("mdi2v-video-outline"),
    POWER("mdi2f-flash"), ENERGY("mdi2c-counter"), BATTERY("mdi2b-battery-medium"), NUMBER("mdi2n-numeric"), TEXT("mdi2f-format-text"),
    UNKNOWN("mdi2h-help-circle-outline");

    private final String literal;

    Icon(String literal) {
        this.literal = literal;
    }

    /// The name Ikonli knows it by.
    public String literal() {
        return literal;
    }
}
