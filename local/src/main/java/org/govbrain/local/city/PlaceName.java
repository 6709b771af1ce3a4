package org.govbrain.local.city;

import java.util.List;

/**
 * Name of a community. All are made up of common words; a real place of the same name is not meant.
 *
 * @param zh two characters, without 社区
 */
record PlaceName(String zh, String en) {

    /** One for each community. */
    static final List<PlaceName> COMMUNITIES = List.of(
            new PlaceName("云溪", "Yunxi"),
            new PlaceName("望湖", "Wanghu"),
            new PlaceName("青石", "Qingshi"),
            new PlaceName("兰桥", "Lanqiao"),
            new PlaceName("枫林", "Fenglin"),
            new PlaceName("竹苑", "Zhuyuan"),
            new PlaceName("荷塘", "Hetang"),
            new PlaceName("柳岸", "Liu'an"),
            new PlaceName("桂香", "Guixiang"),
            new PlaceName("梅园", "Meiyuan"),
            new PlaceName("松涛", "Songtao"),
            new PlaceName("芦荡", "Ludang"),
            new PlaceName("新丰", "Xinfeng"),
            new PlaceName("永宁", "Yongning"),
            new PlaceName("常乐", "Changle"),
            new PlaceName("安泰", "Antai"),
            new PlaceName("和兴", "Hexing"),
            new PlaceName("吉祥", "Jixiang"),
            new PlaceName("福田", "Futian"),
            new PlaceName("东港", "Donggang"),
            new PlaceName("西渡", "Xidu"),
            new PlaceName("南桥", "Nanqiao"),
            new PlaceName("北郭", "Beiguo"),
            new PlaceName("朝阳", "Zhaoyang"),
            new PlaceName("晨光", "Chenguang"),
            new PlaceName("星河", "Xinghe"),
            new PlaceName("春晖", "Chunhui"),
            new PlaceName("秋实", "Qiushi"),
            new PlaceName("锦绣", "Jinxiu"),
            new PlaceName("翠屏", "Cuiping"),
            new PlaceName("碧波", "Bibo"),
            new PlaceName("金谷", "Jingu"),
            new PlaceName("银杏", "Yinxing"),
            new PlaceName("紫薇", "Ziwei"),
            new PlaceName("白鹭", "Bailu"));
}
